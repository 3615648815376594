// The package manager wants a source file in a C target; the header has it all.
#include "CNumerics.h"
