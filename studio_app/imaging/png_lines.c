/* Lines of a PNG's inflated stream become samples, as the stream comes (PNG, third edition, chapters 7 and 9).
 *
 * Every line begins with the number of its filter. Samples of two bytes have the more significant one first.
 */
#include "png_filters.h"

#if defined(_WIN32)
#define SEEN __declspec(dllexport)
#else
#define SEEN __attribute__((visibility("default")))
#endif

/* What is known while lines come. Python makes it and names the same fields in the same order. */
struct lines {
    byte *colours;      /* width x (1 or 3) samples a line, in the machine's own order of bytes */
    byte *alpha;        /* width samples a line, or none */
    byte *begun;        /* a line that has not come whole, its filter first */
    byte *block;        /* 1 + `together` lines as the file has them; none where `colours` can be filled at once */
    int64_t width, height;
    int64_t channels;   /* as the file has them: 1, 2, 3, 4 */
    int64_t depth;      /* bytes of a sample: 1 or 2 */
    int64_t row;        /* lines that are done */
    int64_t held;       /* bytes in `begun` */
    int64_t together;   /* lines that are put together at once in `block` */
    int64_t plain;      /* not 0: one pixel after the other, as the standard says it */
};

/* Samples of one line as the file has them, most significant byte first, to where they belong. */
static inline void spread(byte *to, byte *alpha, const byte *from, int64_t width, int64_t channels, int64_t depth)
{
    int64_t colours = channels < 3 ? 1 : 3;
    for (int64_t x = 0; x < width; x++)
        for (int64_t channel = 0; channel < channels; channel++, from += depth) {
            byte *place = channel < colours ? to + (x * colours + channel) * depth : alpha + x * depth;
            uint16_t sample = (uint16_t)(from[0] << 8 | from[depth - 1]);
            if (depth == 1)
                *place = from[0];
            else
                memcpy(place, &sample, 2);
        }
}

static void unpacked(const struct lines *all, const byte *from, int64_t row)
{
    int64_t width = all->width, channels = all->channels, depth = all->depth;
    byte *to = all->colours + row * width * (channels < 3 ? 1 : 3) * depth;
    byte *alpha = all->alpha ? all->alpha + row * width * depth : NULL;
    /* With the numbers known beforehand the loop needs no branches. */
#define SPREAD(c, d) case (c)*2 + (d): spread(to, alpha, from, width, c, d); break;
    switch (channels * 2 + depth) {
        SPREAD(1, 2)
        SPREAD(2, 1)
        SPREAD(2, 2)
        SPREAD(3, 2)
        SPREAD(4, 1)
        SPREAD(4, 2)
    default: break;
    }
#undef SPREAD
}

static int lines_done(struct lines *all, const byte *in, size_t count)
{
    size_t pixel = (size_t)(all->channels * all->depth), size = (size_t)all->width * pixel;
    if (!all->block) {
        byte *out = all->colours + (size_t)all->row * size;
        /* Above the first line all is 0; `begun` ends with such a line. */
        const byte *above = all->row ? out - size : all->begun + size + 1;
        if (!unfilter(out, in, above, count, size, pixel, (int)all->plain))
            return 0;
        all->row += (int64_t)count;
        return 1;
    }
    while (count) {
        size_t some = count < (size_t)all->together ? count : (size_t)all->together;
        if (!unfilter(all->block + size, in, all->block, some, size, pixel, (int)all->plain))
            return 0;
        for (size_t line = 0; line < some; line++)
            unpacked(all, all->block + (line + 1) * size, all->row++);
        memcpy(all->block, all->block + some * size, size);
        in += some * (size + 1);
        count -= some;
    }
    return 1;
}

/* Take `length` more bytes of the stream; false where they are no lines of a PNG. What comes after the last line is
 * left alone. */
SEEN int teire_png_lines(struct lines *all, const byte *data, int64_t length)
{
    int64_t whole = 1 + all->width * all->channels * all->depth;
    lanes_made_ready();
    while (length > 0 && all->row < all->height) {
        if (all->held == 0 && length >= whole) {
            int64_t count = length / whole, left = all->height - all->row;
            if (count > left)
                count = left;
            if (!lines_done(all, data, (size_t)count))
                return 0;
            data += count * whole;
            length -= count * whole;
            continue;
        }
        int64_t more = whole - all->held;
        if (more > length)
            more = length;
        memcpy(all->begun + all->held, data, (size_t)more);
        all->held += more;
        data += more;
        length -= more;
        if (all->held == whole) {
            all->held = 0;
            if (!lines_done(all, all->begun, 1))
                return 0;
        }
    }
    return 1;
}

/* So that a library left over from another version is not taken for this one. */
SEEN int64_t teire_png_lines_version(void)
{
    return 3;
}
