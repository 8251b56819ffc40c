package io.azimuth.adapters.cel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a pattern becomes when its counts are written out: RE2J copies what {@code {n}} repeats
 * before it knows the size, so a short pattern could take all memory.
 */
final class PatternGrowth {

  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,5})(?:,([0-9]{0,5}))?\\}");

  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;

  private PatternGrowth(String text) {
    this.text = text;
  }

  /**
   * The number of parts of the pattern once every count is written out; never too few of a {@link
   * WholePattern}, which has neither flags nor {@code \Q}.
   */
  static long of(String pattern) {
    return new PatternGrowth(pattern).measured();
  }

  private long measured() {
    Matcher count = COUNT.matcher(text);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '{' && count.region(at, text.length()).lookingAt()) {
        repeat(count);
        at = count.end();
      } else if (c == '[') {
        int end = Math.min(CharacterClass.end(text, at), text.length() - 1);
        last = end - at + 1L;
        sum = capped(sum + last);
        at = end + 1;
      } else {
        at += step(c);
      }
    }
    outer.forEach(before -> sum = capped(sum + before));
    return sum;
  }

  private int step(char c) {
    if (c == '(') {
      outer.push(sum);
      sum = 0;
      last = 0;
    } else if (c == ')' && !outer.isEmpty()) {
      last = sum + 1;
      sum = capped(outer.pop() + last);
    } else {
      last = 1;
      sum = capped(sum + 1);
    }
    return c == '\\' ? 2 : 1;
  }

  private void repeat(Matcher count) {
    String most = count.group(2) == null ? count.group(1) : count.group(2);
    long times = most.isEmpty() ? Long.parseLong(count.group(1)) + 1 : Long.parseLong(most);
    long grown = capped(last * Math.max(times, 1));
    sum = capped(sum - last + grown);
    last = grown;
  }

  private static long capped(long size) {
    return Math.min(size, Integer.MAX_VALUE);
  }
}
