package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultMode;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/** Carries out what steering requests ask of Resource Manager; wrong ones throw a sentence. */
final class ResourceManagerCommands {

  private static final String RESOURCE = "resource";

  private final SimulatedResourceManager manager;

  ResourceManagerCommands(SimulatedResourceManager manager) {
    this.manager = manager;
  }

  void fault(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(
            json,
            Set.of(RESOURCE, "mode", "latency_ms", "status", "retry_after", "detail", "count"));
    ResourceFaultMode mode =
        body.text("mode")
            .flatMap(ResourceFaultMode::ofWireName)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "mode must be one of " + ResourceFaultMode.wireNames()));
    String resource = body.required(RESOURCE);
    manager.fault(
        new ResourceFault(
            resource,
            mode,
            Duration.ofMillis(body.number("latency_ms").orElse(0)),
            body.number("status").orElse(ResourceFault.of(resource, mode).status()),
            body.number("retry_after").map(OptionalInt::of).orElseGet(OptionalInt::empty),
            body.text("detail"),
            body.number("count").orElse(0)));
  }

  void throttle(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of(RESOURCE, "reads_per_minute"));
    String resource = body.required(RESOURCE);
    body.number("reads_per_minute")
        .ifPresentOrElse(it -> manager.throttle(resource, it), () -> manager.unthrottle(resource));
  }

  void identity(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of("machine", "attach", "detach"));
    String machine = body.required("machine");
    if (body.text("attach").isPresent() == body.text("detach").isPresent()) {
      throw new IllegalArgumentException("name one of attach and detach");
    }
    body.text("attach").ifPresent(it -> manager.attach(machine, it));
    body.text("detach").ifPresent(it -> manager.detach(machine, it));
  }

  void resource(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of(RESOURCE, "location", "delete"));
    String resource = body.required(RESOURCE);
    boolean delete = body.flag("delete", false);
    if (delete == body.text("location").isPresent()) {
      throw new IllegalArgumentException("name one of location and delete");
    }
    body.text("location").ifPresent(it -> manager.move(resource, it));
    if (delete) {
      manager.delete(resource);
    }
  }

  void rights(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of("principal", "read"));
    String principal = body.required("principal");
    if (body.flag("read", true)) {
      manager.grant(principal);
      return;
    }
    manager.revoke(principal);
  }
}
