package io.azimuth.product.leak;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Searches for thousands of texts in a single pass, with the algorithm of Rabin and Karp. */
final class MultiTextSearch {

  /** The minimum length of a needle. */
  static final int WINDOW = 20;

  private static final int FACTOR = 1_000_003;
  private static final int FILTER_BITS = 22;

  private final Map<Integer, List<String>> byHash = new HashMap<>();
  private final BitSet filter = new BitSet(1 << FILTER_BITS);
  private final int oldest;

  MultiTextSearch() {
    int power = 1;
    for (int i = 1; i < WINDOW; i++) {
      power *= FACTOR;
    }
    this.oldest = power;
  }

  /** Adds a needle of at least {@link #WINDOW} characters. */
  void add(String needle) {
    int hash = 0;
    for (int i = 0; i < WINDOW; i++) {
      hash = hash * FACTOR + needle.charAt(i);
    }
    filter.set(bit(hash));
    byHash.computeIfAbsent(hash, key -> new ArrayList<>(1)).add(needle);
  }

  private static int bit(int hash) {
    return hash >>> (Integer.SIZE - FILTER_BITS);
  }

  /** The needles that the text contains. */
  Set<String> in(String text) {
    Set<String> found = new TreeSet<>();
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i >= WINDOW) {
        hash -= text.charAt(i - WINDOW) * oldest;
      }
      hash = hash * FACTOR + text.charAt(i);
      if (i >= WINDOW - 1 && filter.get(bit(hash))) {
        int begin = i - WINDOW + 1;
        byHash.getOrDefault(hash, List.of()).stream()
            .filter(needle -> text.startsWith(needle, begin))
            .forEach(found::add);
      }
    }
    return found;
  }
}
