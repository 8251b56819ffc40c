package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultMode;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code /_simulator/resource-manager/…}: steering of Resource Manager by request. */
public final class ResourceManagerSteering {

  private static final String BASE = "resource-manager/";

  private final SimulatedResourceManager manager;

  public ResourceManagerSteering(SimulatedResourceManager manager) {
    this.manager = manager;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        SteeringRoutes.change(BASE + "faults", Fault.class, it -> manager.fault(it.fault())),
        SteeringRoutes.change(BASE + "throttle", Throttle.class, this::throttle),
        SteeringRoutes.change(BASE + "limit", Limit.class, this::limit),
        SteeringRoutes.change(BASE + "identities", Identity.class, this::identity),
        SteeringRoutes.change(BASE + "resources", Resource.class, this::resource),
        SteeringRoutes.change(BASE + "rights", Rights.class, this::rights),
        SteeringRoutes.get(BASE + "requests", it -> manager.reads()));
  }

  private record Fault(
      @JsonProperty(required = true) String resource,
      @JsonProperty(required = true) ResourceFaultMode mode,
      int latencyMs,
      @Nullable Integer status,
      @Nullable Integer retryAfter,
      @Nullable String detail,
      int count) {
    ResourceFault fault() {
      return new ResourceFault(
          resource,
          mode,
          Duration.ofMillis(latencyMs),
          status == null ? ResourceFault.of(resource, mode).status() : status,
          retryAfter == null ? OptionalInt.empty() : OptionalInt.of(retryAfter),
          Optional.ofNullable(detail),
          count);
    }
  }

  private record Throttle(
      @JsonProperty(required = true) String resource, @Nullable Integer readsPerMinute) {}

  private void throttle(Throttle body) {
    if (body.readsPerMinute() == null) {
      manager.unthrottle(body.resource());
    } else {
      manager.throttle(body.resource(), body.readsPerMinute());
    }
  }

  private record Limit(@Nullable Integer reads, @Nullable Integer seconds) {}

  private void limit(Limit body) {
    Integer reads = body.reads();
    Integer seconds = body.seconds();
    if (reads != null && seconds != null) {
      manager.limit(reads, Duration.ofSeconds(seconds));
    } else if (reads == null && seconds == null) {
      manager.unlimit();
    } else {
      throw new IllegalArgumentException("name both of reads and seconds, or neither");
    }
  }

  private record Identity(
      @JsonProperty(required = true) String machine,
      @Nullable String attach,
      @Nullable String detach) {}

  private void identity(Identity body) {
    String attach = body.attach();
    String detach = body.detach();
    if (attach != null && detach == null) {
      manager.attach(body.machine(), attach);
    } else if (attach == null && detach != null) {
      manager.detach(body.machine(), detach);
    } else {
      throw new IllegalArgumentException("name one of attach and detach");
    }
  }

  private record Resource(
      @JsonProperty(required = true) String resource,
      @Nullable String location,
      @Nullable Map<String, String> tags,
      boolean delete) {}

  private void resource(Resource body) {
    String location = body.location();
    Map<String, String> tags = body.tags();
    if (location != null && tags == null && !body.delete()) {
      manager.move(body.resource(), location);
    } else if (location == null && tags != null && !body.delete()) {
      manager.tag(body.resource(), tags);
    } else if (location == null && tags == null && body.delete()) {
      manager.delete(body.resource());
    } else {
      throw new IllegalArgumentException("name one of location, tags and delete");
    }
  }

  private record Rights(
      @JsonProperty(required = true) String principal,
      @Nullable Boolean read,
      @Nullable List<String> actions,
      @Nullable List<String> notActions) {}

  private void rights(Rights body) {
    List<String> actions = body.actions();
    if (actions != null) {
      manager.grant(
          body.principal(), ActionGrant.of(patterns(actions), patterns(body.notActions())));
    } else if (Boolean.FALSE.equals(body.read())) {
      manager.revoke(body.principal());
    } else {
      manager.grant(body.principal());
    }
  }

  private static List<ActionPattern> patterns(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts.stream().map(ActionPattern::new).toList();
  }
}
