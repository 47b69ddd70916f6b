/* Stands between a program and the C library: makes the n-th act on files below one folder fail, or ends the program
   there, and writes down what was written, synced, renamed and removed, so that a power cut can be replayed.

   Not armed it lets everything pass. Python arms it through ctypes; see shim.py, whose numbers are these. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, RENAME = 4, CREATE = 8, TRUNCATE = 16, REMOVE = 32, READ = 64 };
enum { SHORT = -1, TORN = -2, KILL = -3, TORN_KILL = -4 };
enum { FDS = 1024, LONGEST = 1024 };

static char root[LONGEST];
static size_t root_length;
static unsigned watched;
static long left = -1, counts[7];
static int fault, lasting, fired, book = -1;
static char names[FDS][LONGEST];
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static ssize_t raw_write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    return real(fd, data, size);
}

static void note(char kind, const char *path, const char *other, int64_t at, const void *data, uint32_t size) {
    if (book < 0) return;
    char head[19];
    uint16_t first = (uint16_t)strlen(path), second = (uint16_t)strlen(other);
    head[0] = kind;
    memcpy(head + 1, &first, 2);
    memcpy(head + 3, &second, 2);
    memcpy(head + 5, &at, 8);
    memcpy(head + 13, &size, 4);
    if (raw_write(book, head, 17) != 17 || raw_write(book, path, first) != first ||
        raw_write(book, other, second) != second || raw_write(book, data, size) != (ssize_t)size)
        book = -1;
}

/* Tell the shim what to do: the folder, which acts count, how many pass, what happens then, whether it lasts. */
void fault_arm(const char *folder, unsigned which, long passing, int what, int stays, const char *log) {
    pthread_mutex_lock(&lock);
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    watched = which, left = passing, fault = what, lasting = stays, fired = 0;
    memset(counts, 0, sizeof counts);
    if (book >= 0) close(book);
    book = -1;
    if (*log) {
        REAL(int, open, const char *, int, ...);
        book = real(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    }
    pthread_mutex_unlock(&lock);
}

long fault_count(int act) { return counts[act]; }
int fault_fired(void) { return fired; }
void fault_mark(int64_t number) { note('M', "", "", number, "", 0); }

static int below(const char *path) {
    return root_length && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

/* The whole path of a name; empty when it is not below the folder. */
static void place(char *whole, int folder, const char *path) {
    whole[0] = 0;
    if (!root_length || !path) return;
    if (path[0] == '/') snprintf(whole, LONGEST, "%s", path);
    else if (folder == AT_FDCWD) {
        char here[LONGEST / 2];
        if (!getcwd(here, sizeof here)) return;
        snprintf(whole, LONGEST, "%s/%.400s", here, path);
    } else if (folder >= 0 && folder < FDS && names[folder][0]) {
        char base[LONGEST / 2];
        snprintf(base, sizeof base, "%s", names[folder]);
        snprintf(whole, LONGEST, "%s/%.400s", base, path);
    }
    if (!below(whole)) whole[0] = 0;
}

static const char *name_of(int fd) { return fd >= 0 && fd < FDS && names[fd][0] ? names[fd] : NULL; }

/* What is to happen to this act: 0 nothing, an errno, or one of the kinds below zero. */
static int strike(unsigned act) {
    if (!(watched & act)) return 0;
    counts[__builtin_ctz(act)]++;
    if (fired) return lasting ? (fault < 0 ? ENOSPC : fault) : 0;
    if (left < 0 || left-- > 0) return 0;
    fired = 1;
    if (fault == KILL || (fault == TORN_KILL && act != WRITE)) kill(getpid(), SIGKILL);
    if (fault < 0 && act != WRITE) return ENOSPC;
    return fault;
}

static int opened(int fd, const char *whole, int flags, int fresh) {
    if (fd >= 0 && fd < FDS) {
        snprintf(names[fd], LONGEST, "%s", whole);
        if (fresh) note('C', whole, "", 0, "", 0);
        else if (flags & O_TRUNC) note('T', whole, "", 0, "", 0);
    }
    return fd;
}

static int opening(int (*really)(int, const char *, int, mode_t), int folder, const char *path, int flags, mode_t mode) {
    char whole[LONGEST];
    pthread_mutex_lock(&lock);
    place(whole, folder, path);
    if (!whole[0]) {
        pthread_mutex_unlock(&lock);
        int fd = really(folder, path, flags, mode);
        if (fd >= 0 && fd < FDS) names[fd][0] = 0;
        return fd;
    }
    int wrong = 0, writes = flags & (O_WRONLY | O_RDWR);
    struct stat about;
    int fresh = (flags & O_CREAT) && stat(whole, &about);
    if (fresh) wrong = strike(CREATE);
    else if (writes && fired && lasting && fault == EROFS) wrong = EROFS;
    int fd = -1;
    if (!wrong) fd = opened(really(folder, path, flags, mode), whole, flags, fresh);
    else errno = wrong;
    pthread_mutex_unlock(&lock);
    return fd;
}

static int really_openat(int folder, const char *path, int flags, mode_t mode) {
    REAL(int, openat, int, const char *, int, ...);
    return real(folder, path, flags, mode);
}

#define OPEN_MODE \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { OPEN_MODE return opening(really_openat, AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { OPEN_MODE return opening(really_openat, AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { OPEN_MODE return opening(really_openat, folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { OPEN_MODE return opening(really_openat, folder, path, flags, mode); }

int close(int fd) {
    REAL(int, close, int);
    if (fd >= 0 && fd < FDS) names[fd][0] = 0;
    return real(fd);
}

/* One write at a place; ``at`` is -1 for the file's own position. */
static ssize_t writing(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
    const char *name = name_of(fd);
    if (!name) return at < 0 ? raw_write(fd, data, size) : real(fd, data, size, at);
    pthread_mutex_lock(&lock);
    int wrong = strike(WRITE);
    ssize_t done = -1;
    if (wrong > 0) errno = wrong;
    else {
        size_t part = wrong && size > 1 ? size / 2 : size;
        off_t from = at >= 0 ? at : (fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR));
        done = at < 0 ? raw_write(fd, data, part) : real(fd, data, part, at);
        if (done > 0) note('W', name, "", from, data, (uint32_t)done);
        if (wrong == TORN_KILL) kill(getpid(), SIGKILL);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return writing(fd, data, size, -1); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return writing(fd, data, size, at); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) { return writing(fd, data, size, at); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, writev, int, const struct iovec *, int);
    if (!name_of(fd)) return real(fd, parts, count);
    ssize_t all = 0;
    for (int part = 0; part < count; part++) {
        ssize_t done = writing(fd, parts[part].iov_base, parts[part].iov_len, -1);
        if (done < 0) return all ? all : -1;
        all += done;
        if ((size_t)done < parts[part].iov_len) break;
    }
    return all;
}

/* Ways to copy inside the kernel: refused as if it could not, so that the program reads and writes. */
ssize_t sendfile64(int to, int from, off_t *at, size_t size) {
    REAL(ssize_t, sendfile64, int, int, off_t *, size_t);
    if (name_of(to) || name_of(from)) return errno = ENOTSOCK, -1;
    return real(to, from, at, size);
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) { return sendfile64(to, from, at, size); }
ssize_t copy_file_range(int from, off_t *at, int to, off_t *into, size_t size, unsigned flags) {
    REAL(ssize_t, copy_file_range, int, off_t *, int, off_t *, size_t, unsigned);
    if (name_of(to) || name_of(from)) return errno = EXDEV, -1;
    return real(from, at, to, into, size, flags);
}

#define STRUCK(act, path) \
    pthread_mutex_lock(&lock); \
    int wrong = (path)[0] ? strike(act) : 0; \
    if (wrong) { pthread_mutex_unlock(&lock); errno = wrong; return -1; }
#define SETTLED(kind, path, other, at) \
    if (!done && (path)[0]) note(kind, path, other, at, "", 0); \
    pthread_mutex_unlock(&lock); \
    return done

static int syncing(int fd, int (*really)(int)) {
    const char *name = name_of(fd);
    char whole[LONGEST];
    snprintf(whole, sizeof whole, "%s", name ? name : "");
    STRUCK(SYNC, whole)
    int done = name && book >= 0 ? 0 : really(fd);
    SETTLED('S', whole, "", 0);
}
int fsync(int fd) { REAL(int, fsync, int); return syncing(fd, real); }
int fdatasync(int fd) { REAL(int, fdatasync, int); return syncing(fd, real); }

int ftruncate64(int fd, off_t size) {
    REAL(int, ftruncate64, int, off_t);
    const char *name = name_of(fd);
    char whole[LONGEST];
    snprintf(whole, sizeof whole, "%s", name ? name : "");
    STRUCK(TRUNCATE, whole)
    int done = real(fd, size);
    SETTLED('T', whole, "", size);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int renameat(int from, const char *old, int to, const char *new) {
    REAL(int, renameat, int, const char *, int, const char *);
    char first[LONGEST], second[LONGEST];
    place(first, from, old);
    place(second, to, new);
    STRUCK(RENAME, second)
    int done = real(from, old, to, new);
    SETTLED('R', first, second, 0);
}
int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    char whole[LONGEST];
    place(whole, folder, path);
    struct stat about;
    if (whole[0] && lstat(whole, &about)) whole[0] = 0;
    STRUCK(REMOVE, whole)
    int done = real(folder, path, flags);
    SETTLED('U', whole, "", 0);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(int, mkdirat, int, const char *, mode_t);
    char whole[LONGEST];
    struct stat about;
    place(whole, folder, path);
    if (whole[0] && !lstat(whole, &about)) whole[0] = 0;
    STRUCK(CREATE, whole)
    int done = real(folder, path, mode);
    SETTLED('D', whole, "", 0);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int read_fails(int fd) {
    if (!name_of(fd) || !(watched & READ)) return 0;
    pthread_mutex_lock(&lock);
    int wrong = strike(READ);
    pthread_mutex_unlock(&lock);
    if (wrong > 0) errno = wrong;
    return wrong > 0;
}
ssize_t read(int fd, void *data, size_t size) {
    REAL(ssize_t, read, int, void *, size_t);
    return read_fails(fd) ? -1 : real(fd, data, size);
}
ssize_t pread64(int fd, void *data, size_t size, off_t at) {
    REAL(ssize_t, pread64, int, void *, size_t, off_t);
    return read_fails(fd) ? -1 : real(fd, data, size, at);
}
ssize_t pread(int fd, void *data, size_t size, off_t at) { return pread64(fd, data, size, at); }
