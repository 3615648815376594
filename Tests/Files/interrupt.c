/* Loaded before the C library (LD_PRELOAD): counts the calls that change a folder, and kills the
   process before or after one of them.

   INTERRUPT_AT    which call, from 1; without it, none
   INTERRUPT_AFTER set to kill when the call is done
   INTERRUPT_LOG   a file that gets a line for each call
   INTERRUPT_NO_EXCHANGE set where names cannot be exchanged, as on old systems */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int calls;

static void note(const char *name) {
  const char *log = getenv("INTERRUPT_LOG");
  if (!log) return;
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int file = real(log, O_WRONLY | O_CREAT | O_APPEND, 0666);
  if (write(file, name, strlen(name)) < 0 || write(file, "\n", 1) < 0) abort();
  close(file);
}

static void before(const char *name) {
  const char *at = getenv("INTERRUPT_AT");
  note(name);
  calls++;
  if (at && atoi(at) == calls && !getenv("INTERRUPT_AFTER")) kill(getpid(), SIGKILL);
}

static int after(int result) {
  const char *at = getenv("INTERRUPT_AT");
  if (at && atoi(at) == calls && getenv("INTERRUPT_AFTER")) kill(getpid(), SIGKILL);
  return result;
}

#define REAL(type, name) type = dlsym(RTLD_NEXT, name)

int mkdirat(int folder, const char *name, mode_t mode) {
  REAL(int (*real)(int, const char *, mode_t), "mkdirat");
  before("mkdirat");
  return after(real(folder, name, mode));
}

int unlinkat(int folder, const char *name, int flags) {
  REAL(int (*real)(int, const char *, int), "unlinkat");
  before("unlinkat");
  return after(real(folder, name, flags));
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
  REAL(int (*real)(int, const char *, int, const char *, int), "linkat");
  before("linkat");
  return after(real(from, old, to, new, flags));
}

int renameat(int from, const char *old, int to, const char *new) {
  REAL(int (*real)(int, const char *, int, const char *), "renameat");
  before("renameat");
  return after(real(from, old, to, new));
}

int renameat2(int from, const char *old, int to, const char *new, unsigned int flags) {
  REAL(int (*real)(int, const char *, int, const char *, unsigned int), "renameat2");
  if (getenv("INTERRUPT_NO_EXCHANGE")) {
    errno = ENOSYS;
    return -1;
  }
  before("renameat2");
  return after(real(from, old, to, new, flags));
}

int fsync(int file) {
  REAL(int (*real)(int), "fsync");
  before("fsync");
  return after(real(file));
}

int openat(int folder, const char *name, int flags, ...) {
  REAL(int (*real)(int, const char *, int, mode_t), "openat");
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  if (!(flags & O_CREAT)) return real(folder, name, flags, mode);
  before("openat");
  return after(real(folder, name, flags, mode));
}
