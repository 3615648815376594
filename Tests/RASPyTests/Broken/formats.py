#: too few values
"%d and %d" % 1
#: too many values
"%d" % (1, 2)
#: values and no place
"text" % 5
#: an unknown conversion
"%y" % 1
#: the text ends in a percent sign
"100%" % ()
#: a string where a number is wanted
"%d" % "x"
#: a name without a dictionary
"%(a)s" % 5
#: a name that the dictionary lacks
"%(a)s" % {"b": 1}
#: too few values for format
"{} {}".format(1)
#: an unknown name
"{x}".format(y=1)
#: an attribute in a field
"{0.real}".format(1)
#: an unclosed field
"{0".format(1)
#: a lonely brace
"}".format(1)
#: a bad specification
"{:q}".format(1)
#: a specification that does not fit
"{:d}".format("x")
#: too wide
"{:99999999}".format(1)
#: too wide with %
"%99999999d" % 1
#: a conversion that there is not
"{!x}".format(1)
#: fields in fields in fields
"{:{:{}}}".format(1, 2, 3)
#: a float as an integer
f"{1.5:d}"
#: groups of what has none
f"{65:,c}"
#: groups of hexadecimal digits by commas
f"{255:,x}"
#: two separators
f"{1000:,_}"
#: an integer with a precision
f"{5:.2d}"
#: a string with the form of numbers
f"{'a':#}"
#: a sign for a string
"{:+}".format("a")
#: a conversion that there is none of
x = 1
f"{x!b}"
#: a value and no brace behind it
x = 1
f"{x=+}"
#: a number too large to count on
list(enumerate("abc", 2 ** 62 + (2 ** 62 - 2)))
