package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.fleet.MachineIdentities;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.util.Optional;
import java.util.function.Function;

/** Finds the identity of a machine that a request to the metadata service means. */
final class RequestedIdentity {

  private RequestedIdentity() {}

  /** The answer for that identity, or the refusal. */
  static SimulatorAnswer answer(
      SeededMachine machine,
      SimulatorRequest request,
      Function<SeededIdentity, SimulatorAnswer> onFound) {
    Optional<IdentitySelector> selector = SelectorReader.METADATA.read(request.query());
    if (selector.isEmpty()) {
      return MetadataGate.error("invalid_request", "More than one identity selector");
    }
    MachineIdentities identities = machine.identities();
    return identities
        .select(selector.get())
        .map(onFound)
        .orElseGet(() -> noIdentity(identities, selector.get()));
  }

  private static SimulatorAnswer noIdentity(
      MachineIdentities identities, IdentitySelector selector) {
    boolean open = selector.kind() == IdentitySelector.Kind.NONE && identities.areAmbiguous();
    return MetadataGate.error(
        "invalid_request",
        open
            ? "The machine has several user-assigned identities: the request must name one"
            : "Identity not found");
  }
}
