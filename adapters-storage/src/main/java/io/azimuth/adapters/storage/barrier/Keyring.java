package io.azimuth.adapters.storage.barrier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All keys of the barrier. The last term encrypts, every term decrypts. Immutable, except that its
 * keys can be wiped.
 *
 * @param terms at least one, in rising order
 */
record Keyring(List<TermKey> terms, HashKeys hashes) {

  Keyring {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a keyring has a key");
    }
    for (int i = 1; i < terms.size(); i++) {
      if (terms.get(i).term() <= terms.get(i - 1).term()) {
        throw new IllegalArgumentException("the terms of a keyring rise");
      }
    }
  }

  TermKey current() {
    return terms.get(terms.size() - 1);
  }

  Optional<TermKey> term(int number) {
    for (int i = terms.size() - 1; i >= 0; i--) { // the last one is needed most often
      if (terms.get(i).term() == number) {
        return Optional.of(terms.get(i));
      }
    }
    return Optional.empty();
  }

  Keyring with(TermKey next) {
    List<TermKey> more = new ArrayList<>(terms);
    more.add(next);
    return new Keyring(more, hashes);
  }

  /**
   * A keyring that also has the newer terms of the other one. The other keys of the other one are
   * wiped.
   */
  Keyring mergedWith(Keyring other) {
    Keyring merged = this;
    for (TermKey key : other.terms) {
      if (key.term() > current().term()) {
        merged = merged.with(key);
      } else {
        key.key().destroy();
      }
    }
    other.hashes.wipe();
    return merged;
  }

  /** Whether the other one has the same keys for the terms that both have, and one at least. */
  boolean isContinuedBy(Keyring other) {
    List<TermKey> shared =
        other.terms.stream().filter(key -> term(key.term()).isPresent()).toList();
    return !shared.isEmpty()
        && shared.stream()
            .allMatch(
                key ->
                    term(key.term())
                        .orElseThrow()
                        .key()
                        .fingerprint()
                        .equals(key.key().fingerprint()));
  }

  void wipe() {
    terms.forEach(term -> term.key().destroy());
    hashes.wipe();
  }
}
