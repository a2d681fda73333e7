/* The filters of PNG undone (PNG, third edition, 9.2).
 *
 * A filter foretells a byte from the byte of the pixel to the left, the one above and the one above to the left, and a
 * line holds what has to be added to that. A pixel waits for the one to its left, so what can be done at once are the
 * channels of one pixel, and pixels of neighbouring lines, each line one pixel behind the line above it.
 */
#ifndef TEIRE_PNG_FILTERS
#define TEIRE_PNG_FILTERS

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && defined(__x86_64__)
#define IN_LANES
#include <immintrin.h>
#endif

typedef uint8_t byte;

enum { NONE, SUB, UP, AVERAGE, PAETH };

static inline byte paeth(int left, int above, int corner)
{
    int guess = left + above - corner;
    int to_left = guess > left ? guess - left : left - guess;
    int to_above = guess > above ? guess - above : above - guess;
    int to_corner = guess > corner ? guess - corner : corner - guess;
    if (to_left <= to_above && to_left <= to_corner)
        return (byte)left;
    return (byte)(to_above <= to_corner ? above : corner);
}

/* The bytes of one line from `from` on, one after the other. */
static void plainly(int filter, byte *out, const byte *in, const byte *above, size_t size, size_t pixel, size_t from)
{
    for (size_t k = from; k < size; k++) {
        int left = k >= pixel ? out[k - pixel] : 0, corner = k >= pixel ? above[k - pixel] : 0;
        int guess = filter == SUB       ? left
                    : filter == UP      ? above[k]
                    : filter == AVERAGE ? (left + above[k]) >> 1
                    : filter == PAETH   ? paeth(left, above[k], corner)
                                        : 0;
        out[k] = (byte)(in[k] + guess);
    }
}

#if defined(IN_LANES)

/* What inflated the stream may have left the upper halves of the registers in use; every step in lanes would then wait
 * for them, and take three times as long (Intel 64 and IA-32 Architectures Optimization Reference Manual, 15.3). */
__attribute__((target("avx"))) static void leave_upper_halves(void)
{
    _mm256_zeroupper();
}

static inline void lanes_made_ready(void)
{
    if (__builtin_cpu_supports("avx"))
        leave_upper_halves();
}

/* Up to eight bytes of a pixel; of 3 and 6 one and two bytes of the next come along, which nobody looks at. */
static inline __m128i taken(const byte *from, size_t reach)
{
    uint64_t bytes = 0;
    memcpy(&bytes, from, reach);
    return _mm_cvtsi64_si128((long long)bytes);
}

/* What comes along is written over by the next pixel of the same line. */
static inline void put(byte *to, __m128i pixel, size_t reach)
{
    uint64_t bytes = (uint64_t)_mm_cvtsi128_si64(pixel);
    memcpy(to, &bytes, reach);
}

static inline __m128i magnitude(__m128i values)
{
    return _mm_max_epi16(values, _mm_sub_epi16(_mm_setzero_si128(), values));
}

static inline __m128i chosen(__m128i mask, __m128i yes, __m128i no)
{
    return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
}

/* Eight bytes, each in a lane of 16 bits of which the upper half is 0, and stays so. */
static inline __m128i paeth_lanes(__m128i left, __m128i above, __m128i corner, __m128i in)
{
    __m128i to_left = _mm_sub_epi16(above, corner), to_above = _mm_sub_epi16(left, corner);
    __m128i to_corner = magnitude(_mm_add_epi16(to_left, to_above));
    to_left = magnitude(to_left);
    to_above = magnitude(to_above);
    __m128i least = _mm_min_epi16(to_corner, _mm_min_epi16(to_left, to_above));
    __m128i guess = chosen(_mm_cmpeq_epi16(to_left, least), left,
                           chosen(_mm_cmpeq_epi16(to_above, least), above, corner));
    return _mm_add_epi8(guess, in);
}

static inline __attribute__((always_inline)) size_t sub_line(byte *out, const byte *in, size_t size, size_t pixel,
                                                             size_t reach)
{
    __m128i left = _mm_setzero_si128();
    size_t k = 0;
    for (; k + reach <= size; k += pixel) {
        left = _mm_add_epi8(left, taken(in + k, reach));
        put(out + k, left, reach);
    }
    return k;
}

/* The processor's mean rounds up, the filter's down. Of complements the one is the other: with ~left and ~above as a
 * and b, the new pixel's complement is mean(a, b) - in, two steps after the last one's. */
static inline __attribute__((always_inline)) size_t average_line(byte *out, const byte *in, const byte *above,
                                                                 size_t size, size_t pixel, size_t reach)
{
    __m128i ones = _mm_set1_epi8(-1), left = ones;
    size_t k = 0;
    for (; k + reach <= size; k += pixel) {
        __m128i over = _mm_xor_si128(taken(above + k, reach), ones);
        left = _mm_sub_epi8(_mm_avg_epu8(left, over), taken(in + k, reach));
        put(out + k, _mm_xor_si128(left, ones), reach);
    }
    return k;
}

static inline __attribute__((always_inline)) size_t paeth_line(byte *out, const byte *in, const byte *above,
                                                               size_t size, size_t pixel, size_t reach)
{
    __m128i zero = _mm_setzero_si128(), left = zero, corner = zero;
    size_t k = 0;
    for (; k + reach <= size; k += pixel) {
        __m128i over = _mm_unpacklo_epi8(taken(above + k, reach), zero);
        left = paeth_lanes(left, over, corner, _mm_unpacklo_epi8(taken(in + k, reach), zero));
        corner = over;
        put(out + k, _mm_packus_epi16(left, left), reach);
    }
    return k;
}

/* Four lines of pixels of up to four bytes: two lines share the lanes, each line one pixel behind the one above. */
static inline __attribute__((always_inline)) void paeth_four(byte *out, const byte *in, const byte *above, size_t size,
                                                             size_t pixel, size_t reach)
{
    const byte *first = in, *second = in + size + 1, *third = second + size + 1, *fourth = third + size + 1;
    byte *one = out, *two = out + size, *three = two + size, *four = three + size;
    size_t ahead = 3 * pixel, k = 0;
    /* The first pixels, until the fourth line is three behind. */
    plainly(PAETH, one, first, above, ahead, pixel, 0);
    plainly(PAETH, two, second, one, 2 * pixel, pixel, 0);
    plainly(PAETH, three, third, two, pixel, pixel, 0);
    __m128i zero = _mm_setzero_si128();
#define PAIR(low, high) _mm_unpacklo_epi8(_mm_unpacklo_epi32(taken(low, reach), taken(high, reach)), zero)
    /* Lanes 0 to 3 are of the upper line of a pair, 4 to 7 of the lower one. */
    __m128i upper = PAIR(one + 2 * pixel, two + pixel), upper_corner = PAIR(above + 2 * pixel, one + pixel);
    __m128i lower = PAIR(three, three), lower_corner = PAIR(two, two);
    lower = _mm_unpacklo_epi64(lower, zero);
    lower_corner = _mm_unpacklo_epi64(lower_corner, zero);
    for (k = ahead; k + reach <= size; k += pixel) {
        __m128i over = _mm_unpacklo_epi8(taken(above + k, reach), zero);
        __m128i upper_over = _mm_unpacklo_epi64(over, upper);
        __m128i lower_over = _mm_unpacklo_epi64(_mm_unpackhi_epi64(upper, upper), lower);
        upper = paeth_lanes(upper, upper_over, upper_corner, PAIR(first + k, second + k - pixel));
        lower = paeth_lanes(lower, lower_over, lower_corner, PAIR(third + k - 2 * pixel, fourth + k - 3 * pixel));
        upper_corner = upper_over;
        lower_corner = lower_over;
        __m128i done = _mm_packus_epi16(upper, lower);
        put(one + k, done, reach);
        put(two + k - pixel, _mm_srli_si128(done, 4), reach);
        put(three + k - 2 * pixel, _mm_srli_si128(done, 8), reach);
        put(four + k - 3 * pixel, _mm_srli_si128(done, 12), reach);
    }
#undef PAIR
    plainly(PAETH, one, first, above, size, pixel, k);
    plainly(PAETH, two, second, one, size, pixel, k - pixel);
    plainly(PAETH, three, third, two, size, pixel, k - 2 * pixel);
    plainly(PAETH, four, fourth, three, size, pixel, k - 3 * pixel);
}

#define FOR_EACH_SIZE(call)                                                                                            \
    switch (pixel) {                                                                                                   \
    case 1: call(1, 1); break;                                                                                         \
    case 2: call(2, 2); break;                                                                                         \
    case 3: call(3, 4); break;                                                                                         \
    case 4: call(4, 4); break;                                                                                         \
    case 6: call(6, 8); break;                                                                                         \
    case 8: call(8, 8); break;                                                                                         \
    default: break;                                                                                                    \
    }

/* Return how many bytes of the line are done. */
static size_t swiftly(int filter, byte *out, const byte *in, const byte *above, size_t size, size_t pixel)
{
    size_t done = 0;
#define AS_SUB(p, r) done = sub_line(out, in, size, p, r)
#define AS_AVERAGE(p, r) done = average_line(out, in, above, size, p, r)
#define AS_PAETH(p, r) done = paeth_line(out, in, above, size, p, r)
    if (filter == SUB)
        FOR_EACH_SIZE(AS_SUB)
    else if (filter == AVERAGE)
        FOR_EACH_SIZE(AS_AVERAGE)
    else if (filter == PAETH)
        FOR_EACH_SIZE(AS_PAETH)
    return done;
}

/* True where four lines that begin at `in` were done at once. */
static int four_at_once(byte *out, const byte *in, const byte *above, size_t size, size_t pixel)
{
    for (size_t line = 0; line < 4; line++)
        if (in[line * (size + 1)] != PAETH)
            return 0;
    if (size < 8 * pixel)
        return 0;
    if (pixel == 3)
        paeth_four(out, in + 1, above, size, 3, 4);
    else if (pixel == 4)
        paeth_four(out, in + 1, above, size, 4, 4);
    else
        return 0;
    return 1;
}

#else

static inline void lanes_made_ready(void)
{
}

static size_t swiftly(int filter, byte *out, const byte *in, const byte *above, size_t size, size_t pixel)
{
    (void)filter, (void)out, (void)in, (void)above, (void)size, (void)pixel;
    return 0;
}

static int four_at_once(byte *out, const byte *in, const byte *above, size_t size, size_t pixel)
{
    (void)out, (void)in, (void)above, (void)size, (void)pixel;
    return 0;
}

#endif

/* Undo the filters of `count` lines; false where a line names a filter that there is not. */
static int unfilter(byte *out, const byte *in, const byte *above, size_t count, size_t size, size_t pixel, int plain)
{
    for (size_t line = 0; line < count;) {
        if (!plain && line + 4 <= count && four_at_once(out, in, above, size, pixel)) {
            line += 4;
            above = out + 3 * size;
            out += 4 * size;
            in += 4 * (size + 1);
            continue;
        }
        int filter = in[0];
        if (filter > PAETH)
            return 0;
        if (filter == NONE)
            memcpy(out, in + 1, size);
        else if (filter == UP && !plain)
            for (size_t k = 0; k < size; k++)
                out[k] = (byte)(in[k + 1] + above[k]);
        else
            plainly(filter, out, in + 1, above, size, pixel,
                    plain ? 0 : swiftly(filter, out, in + 1, above, size, pixel));
        line++;
        above = out;
        out += size;
        in += size + 1;
    }
    return 1;
}

#endif
