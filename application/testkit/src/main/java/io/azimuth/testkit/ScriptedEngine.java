package io.azimuth.testkit;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.Backend;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.lease.HeldLease;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.lease.LeaseTerms;
import io.azimuth.spi.lease.LeasedSecrets;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Handler;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A secrets engine of type {@code scripted} that makes accounts in another system, a set of names.
 * A read of {@code account/<role>} makes one under a lease; a read of {@code act} does what a test
 * sets.
 */
public final class ScriptedEngine
    implements SecretsEngineFactory, SecretsEngine, Backend, LeasedSecrets {

  /** The type. */
  public static final String TYPE = "scripted";

  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private final List<HeldLease> revoked = new CopyOnWriteArrayList<>();
  private volatile Handler act = call -> new Answer.Empty();
  private volatile Function<HeldLease, Awaited<LeaseTerms>> renewal =
      lease -> Awaited.of(new LeaseTerms(Duration.ZERO, Duration.ZERO));
  private volatile Function<HeldLease, CompletionStage<Void>> revocation = this::remove;
  private volatile Function<String, CompletableFuture<String>> making = this::make;
  private volatile LeaseGrant grant =
      new LeaseGrant(Duration.ofHours(1), Duration.ofHours(4), true, Map.of());

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SecretsEngine create(PluginSettings settings, SecretsEngineContext context) {
    return this;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "account/:role").access(Access.AUTHORIZED).handle(this::account),
        Route.on(Operation.READ, "act").access(Access.AUTHORIZED).handle(call -> act.handle(call)),
        Route.on(Operation.READ, "open").access(Access.PUBLIC).handle(this::account));
  }

  /** The accounts that exist in the other system. */
  public Set<String> accounts() {
    return accounts;
  }

  /** The leases that it was asked to end, in order. */
  public List<HeldLease> revoked() {
    return revoked;
  }

  /** Sets what a read of {@code act} does. */
  public void act(Handler handler) {
    act = handler;
  }

  /** Sets the terms of new leases. */
  public void grant(LeaseGrant granted) {
    grant = granted;
  }

  /** Sets how the other system makes an account of that name. */
  public void makeBy(Function<String, CompletableFuture<String>> how) {
    making = how;
  }

  /** Sets how leases are renewed. */
  public void renewBy(Function<HeldLease, Awaited<LeaseTerms>> how) {
    renewal = how;
  }

  /** Sets how leases are ended. */
  public void revokeBy(Function<HeldLease, CompletionStage<Void>> how) {
    revocation = how;
  }

  /** Makes an account at once. */
  public CompletableFuture<String> make(String name) {
    accounts.add(name);
    return CompletableFuture.completedFuture("password of " + name);
  }

  /** Ends an account at once, if it is there. */
  public CompletionStage<Void> remove(HeldLease lease) {
    accounts.remove(lease.name());
    return CompletableFuture.completedFuture(null);
  }

  private Answer account(Call call) {
    return Answer.of(
        call.prepareLease(Map.of("role", call.fields().captured("role")))
            .thenAwait(draft -> made(call, draft)));
  }

  private Awaited<Answer> made(Call call, LeaseDraft draft) {
    CompletableFuture<String> password = draft.once(String.class, () -> making.apply(draft.name()));
    return Awaited.of(password, call.deadline(), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE)
        .then(
            text ->
                Answer.leased(
                    Value.Obj.builder().put("password", text).build(),
                    call.issueLease(draft, grant)));
  }

  @Override
  public Awaited<LeaseTerms> renew(
      Mount mount, MountTransaction transaction, HeldLease lease, Deadline deadline) {
    return renewal.apply(lease);
  }

  @Override
  public CompletionStage<Void> revoke(Mount mount, MountTransaction transaction, HeldLease lease) {
    revoked.add(lease);
    return revocation.apply(lease);
  }

  @Override
  public Optional<LeasedSecrets> leases() {
    return Optional.of(this);
  }

  @Override
  public List<Backend> backends() {
    return List.of(this);
  }

  @Override
  public Backend backendFor(Map<String, String> options) {
    return this;
  }

  @Override
  public void check(Map<String, String> options) {
    // any options
  }

  @Override
  public List<String> change(
      Mount mount, Map<String, String> options, MountTransaction transaction) {
    return List.of();
  }
}
