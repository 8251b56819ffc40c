package io.azimuth.application.gateway;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call as a plugin sees it: its own mount, and nothing that leads to other records. What a plugin
 * of a jar does after its time is kept from the request by {@code GuardedCall}, which is around
 * this one.
 */
final class PluginCall implements Call {

  private final CoreCall call;

  PluginCall(CoreCall call) {
    this.call = call;
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
    return call.transaction();
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
  public Deadline lasting(Duration time) {
    return call.lasting(time);
  }

  @Override
  public Auth issue(TokenGrant grant) {
    return call.issue(grant);
  }

  @Override
  public Awaited<LeaseDraft> prepareLease(Map<String, String> kept) {
    return call.prepareLease(kept);
  }

  @Override
  public IssuedLease issueLease(LeaseDraft draft, LeaseGrant grant) {
    return call.issueLease(draft, grant);
  }

  @Override
  public IssuedLease issueLease(LeaseGrant grant) {
    return call.issueLease(grant);
  }

  @Override
  public boolean hasGroupAliases() {
    return call.hasGroupAliases();
  }

  @Override
  public List<String> missingPolicies(List<String> names) {
    return call.missingPolicies(names);
  }

  @Override
  public <T> T once(Class<T> step, Supplier<T> effect) {
    return call.once(step, effect);
  }

  @Override
  public AfterCommit afterCommit() {
    return call.afterCommit();
  }

  @Override
  public AuditNotes auditNotes() {
    return call.auditNotes();
  }

  @Override
  public LoginNotes loginNotes() {
    return call.loginNotes();
  }
}
