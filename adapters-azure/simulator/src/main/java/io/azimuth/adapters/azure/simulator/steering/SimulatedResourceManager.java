package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.arm.ReaderRights;
import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.arm.ResourceManagerState;
import io.azimuth.adapters.azure.simulator.fault.FaultInjector;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.state.FleetChange;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.domain.azure.rights.ActionGrant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Steers the simulated Resource Manager. A resource is named by its name in the fleet, such as
 * {@code web-1}, {@code fleet} or {@code uami-web}, or by its path. Thread-safe.
 */
public final class SimulatedResourceManager {

  private static final String SYSTEM = "system";

  private final LiveFleet fleet;
  private final ReaderRights rights;
  private final ResourceManagerState state;
  private final FaultInjector stage;
  private final RandomGenerator random;

  public SimulatedResourceManager(
      LiveFleet fleet,
      ReaderRights rights,
      ResourceManagerState state,
      FaultInjector stage,
      RandomGenerator random) {
    this.fleet = fleet;
    this.rights = rights;
    this.state = state;
    this.stage = stage;
    this.random = random;
  }

  /**
   * The id of a resource as Resource Manager writes it.
   *
   * @throws IllegalArgumentException when the fleet has no such resource
   */
  public String id(String resource) {
    return ResourceNames.entry(fleet, resource).resource().armId();
  }

  /** Disturbs a resource, in place of what disturbed it before; ends what hangs. */
  public void fault(ResourceFault fault) {
    state.faults().put(key(fault.resource()), fault);
    stage.release();
  }

  /**
   * Allows that many reads of the resource per minute of the simulator's clock, and answers 429 to
   * the rest; {@code *} limits each resource that has no limit of its own.
   */
  public void throttle(String resource, int readsPerMinute) {
    state.throttle().limit(key(resource), readsPerMinute);
  }

  /** Ends a limit. */
  public void unthrottle(String resource) {
    state.throttle().unlimit(key(resource));
  }

  /**
   * Allows that many reads of all resources together, lists and providers included, in that time,
   * and answers 429 to the rest; the time begins with its first read.
   *
   * @throws IllegalArgumentException for a negative number, or a time that is not 1 s to 1 h
   */
  public void limit(int reads, Duration time) {
    state.limit().set(reads, time);
  }

  /** Ends the limit of all reads. */
  public void unlimit() {
    state.limit().clear();
  }

  /** How often it was read since the start or the last reset, refusals and faults included. */
  public long reads(String resource) {
    return state.counts().of(key(resource));
  }

  /** The same for every path that was asked for, A to Z folded; writes are {@code "POST /…"}. */
  public Map<String, Long> reads() {
    return state.counts().snapshot();
  }

  /**
   * Gives a machine an identity: the name of a user-assigned one, or {@code system} for a fresh one
   * of its own. Its metadata service gives tokens for it from now on.
   */
  public void attach(String machine, String identity) {
    FleetChange change = new FleetChange(fleet);
    if (identity.equals(SYSTEM)) {
      change.attachSystem(
          machine,
          new SeededIdentity(
              Guids.random(random), Guids.random(random), Optional.empty(), List.of()));
      return;
    }
    change.attach(machine, identity);
  }

  /** Takes an identity from a machine: the name of a user-assigned one, or {@code system}. */
  public void detach(String machine, String identity) {
    FleetChange change = new FleetChange(fleet);
    if (identity.equals(SYSTEM)) {
      change.detachSystem(machine);
      return;
    }
    change.detach(machine, identity);
  }

  /** Moves a resource to another location, such as {@code northeurope}. */
  public void move(String resource, String location) {
    fleet.move(ResourceNames.entry(fleet, resource).resource().key(), location);
  }

  /**
   * Gives a resource these tags and no others, as a person who may write its tags does.
   *
   * @throws IllegalArgumentException when Azure allows no such tags
   */
  public void tag(String resource, Map<String, String> tags) {
    fleet.tag(ResourceNames.entry(fleet, resource).resource().key(), tags);
  }

  /** Deletes a resource; its machine goes on getting tokens, its group stays. */
  public void delete(String resource) {
    fleet.delete(ResourceNames.entry(fleet, resource).resource().key());
  }

  /** Allows a principal to read everything in its tenant. */
  public void grant(String principalId) {
    rights.set(principalId, true);
  }

  /**
   * Lets a principal do this in its tenant and nothing else, until it is granted or revoked reads.
   */
  public void grant(String principalId, ActionGrant grant) {
    rights.set(principalId, grant);
  }

  /** Takes the right to read from a principal. */
  public void revoke(String principalId) {
    rights.set(principalId, false);
  }

  /**
   * Delegates a subscription to another tenant, as Azure Lighthouse does: who may read in that
   * tenant may read there, too.
   */
  public void delegate(String subscriptionId, String tenantId) {
    rights.delegate(subscriptionId, tenantId);
  }

  /** As it was at the start. */
  void restore() {
    fleet.restore();
    rights.restore();
    state.restore();
  }

  private String key(String resource) {
    return ResourceNames.key(fleet, resource);
  }
}
