package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.util.Map;
import java.util.Optional;

/** The instance document of a virtual machine or of a machine that Arc connects. */
public final class InstanceEndpoint {

  private final MetadataGate gate;

  public InstanceEndpoint(MetadataGate gate) {
    this.gate = gate;
  }

  public SimulatorAnswer document(SimulatorRequest request) {
    return answer(request, InstanceDocument::of);
  }

  public SimulatorAnswer compute(SimulatorRequest request) {
    return answer(request, InstanceDocument::compute);
  }

  public SimulatorAnswer versions(SimulatorRequest request) {
    return gate.refuseAnyInstance(request)
        .orElseGet(() -> SimulatorAnswer.json(200, Map.of("apiVersions", MetadataApiVersions.ALL)));
  }

  @FunctionalInterface
  private interface Writer {
    Map<String, Object> write(SeededMachine machine, String version);
  }

  private SimulatorAnswer answer(SimulatorRequest request, Writer writer) {
    return gate.refuseInstance(request).orElseGet(() -> write(request, writer));
  }

  private SimulatorAnswer write(SimulatorRequest request, Writer writer) {
    if (!request.query().text("format").orElse("json").equals("json")) {
      return MetadataGate.bad("Bad request. The simulator knows format=json only");
    }
    Optional<SeededMachine> machine =
        gate.machine(request)
            .filter(it -> it.kind().hasMetadataService() || it.kind() == MachineKind.ARC_MACHINE);
    String version = request.query().text("api-version").orElseThrow();
    return machine
        .map(it -> SimulatorAnswer.json(200, writer.write(it, version)))
        .orElseGet(MetadataGate::noSuchMachine);
  }
}
