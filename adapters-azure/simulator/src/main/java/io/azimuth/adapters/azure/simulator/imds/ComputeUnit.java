package io.azimuth.adapters.azure.simulator.imds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.domain.text.AsciiCase;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ids of a machine as signing requests name them.
 *
 * @param scaleSetId the GUID of its scale set
 */
record ComputeUnit(String vmId, Optional<String> scaleSetId) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ComputeUnit of(SeededMachine machine) {
    return new ComputeUnit(
        machine.vmId(), machine.scaleSet().map(it -> Guids.named("scale set " + it.key())));
  }

  Map<String, String> members() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("vmId", vmId);
    scaleSetId.ifPresent(it -> members.put("vmssId", it));
    return members;
  }

  /** Whether the text is a JSON object with the id of this machine and no other scale set's. */
  boolean isNamedBy(String text) {
    try {
      JsonNode named = JSON.readTree(text);
      boolean sameSet =
          !named.hasNonNull("vmssId")
              || scaleSetId
                  .filter(it -> AsciiCase.equal(it, named.path("vmssId").asText()))
                  .isPresent();
      return sameSet && AsciiCase.equal(vmId, named.path("vmId").asText());
    } catch (IOException e) {
      // Not JSON.
      return false;
    }
  }
}
