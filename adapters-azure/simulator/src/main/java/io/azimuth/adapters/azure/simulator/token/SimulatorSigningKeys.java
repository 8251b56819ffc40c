package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.TenantKeySet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the simulated sign-in service; all tenants share them, as in Azure, but those that
 * have a key of their own, which never changes.
 *
 * <p>Beside the key in use there is one that belongs to the tenant of personal accounts alone, as
 * in Azure's own key sets. Keys take long to make, so the first ones are made in the background;
 * the first request that needs one waits for it.
 */
public final class SimulatorSigningKeys {

  /** The most keys published at a time; the oldest goes first. */
  public static final int MAX_PUBLISHED = 4;

  private static final int MAX_RETIRED = 64;

  private final Supplier<TokenSigningKey> source;
  private final Deque<TokenSigningKey> retired = new ArrayDeque<>();
  private final Map<String, TokenSigningKey> own = new HashMap<>();
  private final CompletableFuture<TokenSigningKey> personalAccounts;
  private final CompletableFuture<TokenSigningKey> first;
  private @Nullable State current;

  private record State(TokenSigningKey signing, List<TokenSigningKey> published) {}

  /**
   * Keys of this source.
   *
   * @param background makes the first ones
   */
  public SimulatorSigningKeys(Supplier<TokenSigningKey> source, Executor background) {
    this.source = source;
    this.first = CompletableFuture.supplyAsync(source, background);
    this.personalAccounts = CompletableFuture.supplyAsync(source, background);
  }

  /** The key that new tokens of the tenant are signed with. */
  synchronized TokenSigningKey signing(SeededTenant tenant) {
    return tenant.hasOwnKeys() ? own(tenant) : state().signing();
  }

  /** The keys in the shared key sets, the oldest first; without the one of personal accounts. */
  public synchronized List<TokenSigningKey> published() {
    return state().published();
  }

  /** The key of a tenant that has one of its own. */
  public synchronized TokenSigningKey own(SeededTenant tenant) {
    return own.computeIfAbsent(
        tenant.id(),
        id ->
            tenant.keys() == TenantKeySet.OWN_WITH_SHARED_ID
                ? source.get().named(state().signing().keyId())
                : source.get());
  }

  /** The keys of that id that tokens are or were signed with, published or not. */
  synchronized List<TokenSigningKey> signers(String keyId) {
    List<TokenSigningKey> known = new ArrayList<>(retired);
    known.add(state().signing());
    known.addAll(own.values());
    return known.stream().filter(it -> it.keyId().equals(keyId)).toList();
  }

  /** The key that is published for the tenant of personal accounts only. */
  public TokenSigningKey personalAccounts() {
    return personalAccounts.join();
  }

  /** A new key that is in no key set. */
  TokenSigningKey foreignKey() {
    return source.get();
  }

  /** Signs with a new key from now on and gives its id. */
  public String roll(KeyRollover how) {
    TokenSigningKey fresh = source.get();
    synchronized (this) {
      retire(state().signing());
      List<TokenSigningKey> published =
          new ArrayList<>(how.withdraw() ? List.of() : state().published());
      if (how.publish()) {
        published.add(fresh);
      }
      current = new State(fresh, newest(published));
    }
    return fresh.keyId();
  }

  private synchronized void retire(TokenSigningKey key) {
    retired.addLast(key);
    if (retired.size() > MAX_RETIRED) {
      retired.removeFirst();
    }
  }

  /** Publishes the key in use if it is not. */
  public synchronized void publishSigning() {
    State state = state();
    if (!state.published().contains(state.signing())) {
      List<TokenSigningKey> published = new ArrayList<>(state.published());
      published.add(state.signing());
      current = new State(state.signing(), newest(published));
    }
  }

  private synchronized State state() {
    State known = current;
    if (known == null) {
      known = new State(first.join(), List.of(first.join()));
      current = known;
    }
    return known;
  }

  private static List<TokenSigningKey> newest(List<TokenSigningKey> keys) {
    return List.copyOf(keys.subList(Math.max(0, keys.size() - MAX_PUBLISHED), keys.size()));
  }
}
