print(f'{1234:010,}', f'{1234:09,}', f'{1234:08,}', f'{-1234:011,}', f'{1234567:+015_}', f'{255:#012_x}', f'{5:020_b}', f'{1234.5:012,.1f}', f'{1234:0=10,}', f'{1234:x=10,}', f'{7:06,}')
print(f'{1234567:_}', f'{0xabcdef12:_x}', f'{0xABCDEF12:_X}', f'{0o1234567:_o}', f'{1e15:_}', f'{12345.678:,.2e}', f'{123456.0:,g}', f'{0.25:,%}', f'{True:,}')
print(f'{1e308:%}', f'{-0.0:%}', f'{0.00125:.1%}', f'{2:%}')
print(f'{1234567:n}', f'{1234.5:n}', f'{1e20:n}', f'{1e-7:n}', f'{5:8n}|', f'{0.1:.3n}')
print(f'{1.0:#g}', f'{1e6:#.3g}', f'{1.5:#}', f'{1e22:#}', f'{1.0:#.0f}', f'{1.0:#.0e}', f'{3:#.0f}', f'{0.0:#g}', f'{123.0:#.3}', f'{1.0:#.3}', f'{12:#o} {12:#b} {12:#X}')
print(f'{-0.0:z}', f'{-0.001:z.1f}', f'{-0.001:.1f}', f'{-1.5:z.0f}', f'{0.0:+z}', f'{-0.0:z%}', f'{-1e-9:z.3e}')
print(f'{1e9:e}', f'{1e9:E}', f'{1e9:.0e}', f'{1.5e-10:.3E}', f'{1e16:g}', f'{1e16:G}', f'{0.00001234:g}', f'{123456789:e}', f'{5e-324:e}', f'{5e-324:.3g}')
print(repr('a b\x1cc\x1d'.split()), repr('\x1e\x1f x \x1c'.strip()), '\x1c\x1d\x1e\x1f'.isspace(), ' a  b c '.split(None, 1), repr('\x1fx'.lstrip()), repr('x\x1f'.rstrip()))
print('a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i'.splitlines(), '\r'.splitlines(), '\r\n\r'.splitlines(), 'a\n\r\nb\r'.splitlines(), '\n'.splitlines(), '\n\n'.splitlines())
print(repr('\u00ad\u200b\u2028\u2029\u3000\ue000\ufeff'), repr('\U000e0001\U0001f600'), repr('\x00\x1f\x7f\x80\x9f\xa0\xa1\xad'), ['\u200e'], repr('é٣漢'))
print('ab'.center(-9223372036854775807), 'ab'.ljust(-9223372036854775807), 'ab'.rjust(-1), 'ab'.zfill(-9223372036854775807), 'ab'.center(0), 'ab'.center(5), 'abc'.center(6))
print(int('٣'), int('-١٢'), int(' ३_४ '), int('１２', 8), float('٣.٥'), float('1_0.5'), '٣'.isdigit(), int('\u20037\u2003'))
for text in ['\x1c7', '7\x1f', '٣x', '_1', '1__0', '²', '٣٣٣٣٣٣٣٣٣x', '']:
    try:
        print(int(text), float(text))
    except ValueError:
        print('no number')
for start in [0, -3, 9223372036854775805]:
    print(list(enumerate('ab', start)))
x = 7
name = 'é\n'
print(f'{x=}', f'{x = }', f'{ x=}', f'{x=:4}|', f'{x=!s}', f'{name=}', f'{name=!a}', f'{name!a}', f'{name=!r:>9}', f'{x + 1=}', f'{x==7}', f'{x!=7}', f'{[1, 2]=}', f'{x=}{x=}', f'a{x=}b', rf'{x=}\n')
print(f'{name[0]=}', f'''{
x
=}''', '{!a} {!a:>10}'.format(name, name), '%a|%10a|%.3a' % (name, name, name), f'{x=:>{x}}', f"{'a' = }")
print(f'{65:3c}|{65:<3c}|{65:03c}', '{:5c}|{:^5c}'.format(66, 67), '%3c|%-3c' % (65, 'x'))
