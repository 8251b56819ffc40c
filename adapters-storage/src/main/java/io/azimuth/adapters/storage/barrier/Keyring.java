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
   * The other keyring, with the keys of this one where both have the same. Those of the other one
   * are wiped then.
   */
  Keyring sharedWith(Keyring other) {
    List<TermKey> shared = new ArrayList<>();
    for (TermKey key : other.terms) {
      Optional<TermKey> own = term(key.term()).filter(key::isSame);
      own.ifPresent(same -> key.key().destroy());
      shared.add(own.orElse(key));
    }
    other.hashes.wipe();
    return new Keyring(shared, hashes);
  }

  /** Whether the other one belongs to the same store. */
  boolean isOfSameStoreAs(Keyring other) {
    return hashes.fingerprint().equals(other.hashes.fingerprint());
  }

  void wipe() {
    terms.forEach(term -> term.key().destroy());
    hashes.wipe();
  }
}
