// Runs the probe.
extern void probe(void);
int main(void) {
  probe();
  return 0;
}
