package io.azimuth.adapters.azure.simulator;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The keys of the simulated sign-in service; all tenants share them, as in Azure.
 *
 * <p>Beside the key in use there is one that belongs to the tenant of personal accounts alone, as
 * in Azure's own key sets. It is made in the background, since a key takes a while.
 */
final class SigningKeys {

  /** The most keys published at a time; the oldest goes first. */
  static final int MAX_PUBLISHED = 8;

  private final Supplier<SigningKey> source;
  private final CompletableFuture<SigningKey> personalAccounts;
  private State state;

  private record State(SigningKey signing, List<SigningKey> published) {}

  private SigningKeys(Supplier<SigningKey> source, Executor background) {
    this.source = source;
    this.personalAccounts = CompletableFuture.supplyAsync(source, background);
    SigningKey first = source.get();
    this.state = new State(first, List.of(first));
  }

  static SigningKeys generate(SecureRandom random, Executor background) {
    return new SigningKeys(() -> SigningKey.generate(random), background);
  }

  /** The key that new tokens are signed with. */
  synchronized SigningKey signing() {
    return state.signing();
  }

  /** The keys in the key sets, the oldest first; without the one of personal accounts. */
  synchronized List<SigningKey> published() {
    return state.published();
  }

  /** The key that is published for the tenant of personal accounts only. */
  SigningKey personalAccounts() {
    return personalAccounts.join();
  }

  /** A key that belongs to nobody. */
  SigningKey stranger() {
    return source.get();
  }

  /** Signs with a new key from now on and gives its id. */
  String roll(KeyRoll how) {
    SigningKey fresh = source.get();
    synchronized (this) {
      List<SigningKey> published = new ArrayList<>(how.withdraw() ? List.of() : state.published());
      if (how.publish()) {
        published.add(fresh);
      }
      state = new State(fresh, newest(published));
    }
    return fresh.keyId();
  }

  /** Publishes the key in use if it is not. */
  synchronized void publishSigning() {
    if (!state.published().contains(state.signing())) {
      List<SigningKey> published = new ArrayList<>(state.published());
      published.add(state.signing());
      state = new State(state.signing(), newest(published));
    }
  }

  private static List<SigningKey> newest(List<SigningKey> keys) {
    return List.copyOf(keys.subList(Math.max(0, keys.size() - MAX_PUBLISHED), keys.size()));
  }
}
