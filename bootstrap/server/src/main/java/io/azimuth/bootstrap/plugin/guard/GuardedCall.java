package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.AuditNotes;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Caller;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.LoginNotes;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A call that ends: when a handler did not return in its time, its request goes on without it, and
 * what the handler does later must not change that request. What a plugin may reach at all is
 * decided before, by {@code PluginCall} of the gateway.
 */
final class GuardedCall implements Call {

  private static final int MOST_ACTIONS = 100;
  private static final int LONGEST_NOTES = 16 * 1024;

  private final Call call;
  private final AfterCommit actions = new AfterCommit();
  private final AuditNotes auditNotes = new AuditNotes();
  private final LoginNotes loginNotes = new LoginNotes();
  private final List<Auth> issued = new CopyOnWriteArrayList<>();
  private final List<IssuedLease> leases = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  GuardedCall(Call call) {
    this.call = call;
  }

  /** From now on the plugin can only look at the call. */
  void end() {
    ended = true;
  }

  /**
   * Hands the notes so far to the request: the handler returned, or refused in its time.
   *
   * @param labels what it notes of logins is the label of numbers, which have room for few
   */
  void handOverNotes(BoundedLabelValues labels) {
    auditNotes.all().members().forEach(call.auditNotes()::add);
    loginNotes.role().map(labels::of).ifPresent(call.loginNotes()::role);
    loginNotes.reason().map(labels::of).ifPresent(call.loginNotes()::reason);
  }

  /**
   * Looks at what the handler left beside its answer, which the server's threads work on.
   *
   * @throws IllegalArgumentException if it is too much, or a note cannot be recorded
   */
  void check() {
    AtomicInteger count = new AtomicInteger();
    actions.replaceEach(
        action -> {
          count.incrementAndGet();
          return action;
        });
    if (count.get() > MOST_ACTIONS
        || JsonText.of(auditNotes.all(), JsonForm.RECORD).length() > LONGEST_NOTES) {
      throw new IllegalArgumentException("too many actions, or too long notes");
    }
  }

  /** Whether this call issued the token. */
  boolean issued(Auth auth) {
    return issued.contains(auth);
  }

  /** Whether this call issued the lease. */
  boolean issued(IssuedLease lease) {
    return leases.contains(lease);
  }

  /** Hands the actions so far to the request, each as the function makes it. */
  void handOver(UnaryOperator<Runnable> guarded) {
    actions.replaceEach(guarded);
    actions.moveTo(call.afterCommit());
  }

  private Call open() {
    if (ended) {
      throw new IllegalStateException("the call has ended");
    }
    return call;
  }

  @Override
  public ApiRequest request() {
    return call.request();
  }

  @Override
  public Mount mount() {
    return call.mount();
  }

  @Override
  public Fields fields() {
    return call.fields();
  }

  @Override
  public MountTransaction transaction() {
    return new GuardedTransaction(open().transaction(), () -> ended);
  }

  @Override
  public Optional<Caller> caller() {
    return call.caller();
  }

  @Override
  public Instant now() {
    return call.now();
  }

  @Override
  public Deadline deadline() {
    return call.deadline();
  }

  @Override
  public Auth issue(TokenGrant grant) {
    for (String policy : grant.settings().policies()) {
      if (policy.contains("*") || (!policy.isBlank() && PolicyName.problem(policy).isPresent())) {
        throw new IllegalArgumentException("the name of a policy that there cannot be");
      }
    }
    return issued(open().issue(grant), issued);
  }

  @Override
  public Awaited<LeaseDraft> prepareLease(Map<String, String> kept) {
    return open().prepareLease(kept);
  }

  @Override
  public IssuedLease issueLease(LeaseDraft draft, LeaseGrant grant) {
    return issued(open().issueLease(draft, grant), leases);
  }

  @Override
  public IssuedLease issueLease(LeaseGrant grant) {
    return issued(open().issueLease(grant), leases);
  }

  private static <T> T issued(T one, List<T> all) {
    all.add(one);
    return one;
  }

  @Override
  public boolean hasGroupAliases() {
    return open().hasGroupAliases();
  }

  @Override
  public List<String> missingPolicies(List<String> names) {
    return open().missingPolicies(names);
  }

  @Override
  public <T> T once(Class<T> step, Supplier<T> effect) {
    return open().once(step, effect);
  }

  @Override
  public AfterCommit afterCommit() {
    return actions;
  }

  @Override
  public AuditNotes auditNotes() {
    return auditNotes;
  }

  @Override
  public LoginNotes loginNotes() {
    return loginNotes;
  }
}
