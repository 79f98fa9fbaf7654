// Reads a topic of Sightglass on Linux without its library, by docs/memory-layout.md alone.
// gcc -std=gnu11 -Wall -Wextra -O2 -o reader reader.c && ./reader system.cpu
#include <fcntl.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLES = 3, DEADLINE_MS = 5000, LOOKS = 1000, SHORT_SLEEP_MS = 50 };

static const uint8_t *topic, *schema; // the mapping, and a private copy of its schema
static uint32_t field_count, schema_size, sample_size, slot_size;
static uint64_t ring_offset, slot_count;
static uint8_t *sample; // the copy that read_sample fills

static uint32_t u32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return v; }
static uint64_t u64(const uint8_t *p) { uint64_t v; memcpy(&v, p, 8); return v; }
static _Atomic uint64_t *word(uint64_t offset) { return (_Atomic uint64_t *)(uintptr_t)(topic + offset); }
static _Noreturn void die(const char *what) { fprintf(stderr, "reader: %s\n", what); exit(1); }

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static const uint8_t *map(const char *path, int writable, uint64_t *size) {
    int fd = open(path, (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat st;
    if (fd < 0) return NULL;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0) { close(fd); return NULL; }
    *size = (uint64_t)st.st_size;
    void *at = mmap(NULL, *size, PROT_READ | (writable ? PROT_WRITE : 0), MAP_SHARED, fd, 0);
    close(fd);
    return at == MAP_FAILED ? NULL : at;
}

// "Opening a topic": nothing is believed before it is checked against the size that is really there.
static void check(uint64_t size) {
    uint8_t h[1024];
    if (size < sizeof h) die("too short for a header");
    memcpy(h, topic, sizeof h);
    if (memcmp(h, "SGHTGLSS", 8) != 0 || u32(h + 8) != 0x01020304) die("no topic, or of another byte order");
    if ((u32(h + 12) & 0xffff) != 1) die("its layout is not 1.x");
    if (u32(h + 512) != 1 && u32(h + 512) != 2) die("neither ready nor closed");
    uint32_t header_size = u32(h + 16), schema_offset = u32(h + 48);
    uint64_t total = u64(h + 24);
    schema_size = u32(h + 52), field_count = u32(h + 56), sample_size = u32(h + 60), slot_size = u32(h + 80);
    ring_offset = u64(h + 64), slot_count = u64(h + 72);
    if (header_size < 1024 || total > size || total > 1ull << 40) die("its sizes do not fit the file");
    if (schema_size == 0 || schema_size > 4u << 20 || schema_offset < header_size
        || (uint64_t)schema_offset + schema_size > ring_offset) die("its schema lies outside of the room for it");
    if (sample_size == 0 || sample_size > 16u << 20 || slot_size % 8 != 0 || slot_size < 32 + sample_size
        || slot_size > 32u << 20) die("its slots are out of range");
    if (slot_count < 2 || slot_count > 1ull << 28 || (slot_count & (slot_count - 1)) != 0) die("its ring is out of range");
    if (ring_offset % 8 != 0 || ring_offset > total || slot_size * slot_count > total - ring_offset)
        die("its ring reaches beyond its end");
    if (field_count == 0 || field_count > 4096 || field_count * 40 > schema_size) die("its fields do not fit the schema");

    uint8_t *copy = malloc(schema_size); // it cannot change between check and use
    if (copy == NULL) die("no memory");
    memcpy(copy, topic + schema_offset, schema_size);
    for (uint32_t i = 0; i < field_count; i++) {
        const uint8_t *f = copy + i * 40;
        uint64_t length = u32(f + 4), element = u32(f + 8), offset = u32(f + 12);
        if (f[0] < 1 || f[0] > 4 || (f[0] != 4 ? element != 8 : element == 0 || element > 4096)) die("a field's type");
        if (length > 16u << 20 || offset + element * (length ? length : 1) > sample_size) die("a field's place");
        for (int s = 16; s <= 32; s += 8)
            if ((uint64_t)u32(f + s) + u32(f + s + 4) > schema_size) die("a field's texts");
    }
    schema = copy;
}

// "Reading a sample". 1: whole; 0: not published yet; -1: overwritten.
static int read_sample(uint64_t number, int64_t *utc_ns) {
    uint64_t at = ring_offset + (number & (slot_count - 1)) * slot_size, expected = 2 * number + 2;
    uint64_t sequence = atomic_load_explicit(word(at), memory_order_acquire);
    if (sequence != expected) return sequence > expected ? -1 : 0;
    memcpy(sample, topic + at + 32, sample_size);
    *utc_ns = (int64_t)u64(topic + at + 16);
    atomic_thread_fence(memory_order_acquire); // the copy before the second look
    return atomic_load_explicit(word(at), memory_order_relaxed) == sequence ? 1 : -1;
}

static void print_sample(uint64_t number, int64_t utc_ns) {
    printf("sample %llu at %lld.%09lld\n", (unsigned long long)number, (long long)(utc_ns / 1000000000),
        (long long)(utc_ns % 1000000000));
    for (const uint8_t *f = schema; f < schema + field_count * 40; f += 40) {
        printf("  %.*s", (int)u32(f + 20), (const char *)schema + u32(f + 16));
        for (uint32_t i = 0; i < (u32(f + 4) ? u32(f + 4) : 1); i++) {
            const uint8_t *value = sample + u32(f + 12) + i * u32(f + 8);
            double number64;
            memcpy(&number64, value, 8 * (f[0] == 1));
            if (f[0] == 1) printf(" %.15g", number64); // nan is "not available"
            else if (f[0] == 2) printf(" %lld", (long long)u64(value));
            else if (f[0] == 3) printf(" %llu", (unsigned long long)u64(value));
            else printf(" \"%.*s\"", (int)u32(f + 8), (const char *)value);
        }
        printf(" %.*s\n", (int)u32(f + 28), (const char *)schema + u32(f + 24));
    }
}

// "Waiting": tell the publisher, then look once more, then sleep on the low half of the signal.
static void wait_beyond(uint64_t seen, _Atomic uint64_t *slept_on, int64_t timeout_ms) {
    if (slept_on != NULL) {
        uint64_t slept = atomic_load(slept_on);
        while (slept < seen && !atomic_compare_exchange_weak(slept_on, &slept, seen)) { }
        atomic_thread_fence(memory_order_seq_cst); // the announcement before the last look
    } else if ((u32(topic + 20) & 2) == 0 && timeout_ms > SHORT_SLEEP_MS) timeout_ms = SHORT_SLEEP_MS;
    if (atomic_load(word(648)) != seen) return;
    struct timespec timeout = { timeout_ms / 1000, timeout_ms % 1000 * 1000000 };
    syscall(SYS_futex, topic + 648, FUTEX_WAIT, (uint32_t)seen, &timeout, NULL, 0); // any result: look again
}

int main(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "system.cpu", *root = getenv("SIGHTGLASS_DIR");
    char directory[3000], path[4096], instance[33];
    uint64_t size;
    snprintf(directory, sizeof directory, "%s/sightglass-%u", root && *root ? root : "/dev/shm", geteuid());
    snprintf(path, sizeof path, "%s/%s.topic", directory, name);
    struct stat st;
    if (lstat(directory, &st) != 0 || !S_ISDIR(st.st_mode) || st.st_uid != geteuid() || (st.st_mode & 022) != 0)
        die("there is no directory of topics that only its owner can write");
    if ((topic = map(path, 0, &size)) == NULL) die("there is no such topic");
    check(size);
    if ((sample = malloc(sample_size)) == NULL) die("no memory");

    // The instance's 16 bytes are a GUID: three little-endian parts, then eight bytes as they come.
    const uint8_t *g = topic + 32;
    snprintf(instance, sizeof instance, "%02x%02x%02x%02x%02x%02x%02x%02x%02x%02x%02x%02x%02x%02x%02x%02x", g[3], g[2],
        g[1], g[0], g[5], g[4], g[7], g[6], g[8], g[9], g[10], g[11], g[12], g[13], g[14], g[15]);
    snprintf(path, sizeof path, "%s/%s.%s.peers", directory, name, instance);
    const uint8_t *peers = map(path, 1, &size);
    _Atomic uint64_t *slept_on = peers != NULL && size >= 4096 ? (_Atomic uint64_t *)(uintptr_t)(peers + 64) : NULL;

    uint64_t next = atomic_load_explicit(word(640), memory_order_acquire);
    int64_t utc_ns, end = now_ms() + DEADLINE_MS;
    for (int look = 0; next > 0 && look < LOOKS; look++, next = atomic_load(word(640)))
        if (read_sample(next - 1, &utc_ns) == 1) { printf("latest: "); print_sample(next - 1, utc_ns); break; }

    for (int left = SAMPLES; left > 0;) {
        uint64_t seen = atomic_load(word(648)); // before the look: what comes after it ends the sleep
        int found = read_sample(next, &utc_ns);
        if (found == 1) { printf("followed: "); print_sample(next++, utc_ns); left--; continue; }
        if (found < 0) { next = atomic_load(word(640)); continue; } // lapped: go on with what comes next
        if (u32(topic + 512) == 2) die("the publisher has closed the topic");
        if (now_ms() >= end) die("no sample in time");
        wait_beyond(seen, slept_on, end - now_ms());
    }
    return 0;
}
