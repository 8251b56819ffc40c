package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.CallingMachine;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checks each request to the metadata service and finds the machine that sends it. */
public final class MetadataGate {

  /** The header {@code Server}, by which clients recognise the service. */
  public static final String SERVER = "IMDS/150.870.65.1854";

  private final LiveFleet fleet;

  public MetadataGate(LiveFleet fleet) {
    this.fleet = fleet;
  }

  /** The refusal of a token request, if there is one. */
  Optional<SimulatorAnswer> refuseIdentity(SimulatorRequest request) {
    Optional<SimulatorAnswer> refusal = refuseAnyIdentity(request);
    return refusal.isPresent() ? refusal : refuseVersion(request);
  }

  /** The refusal of a request for a certificate, if there is one. */
  Optional<SimulatorAnswer> refuseCredential(SimulatorRequest request) {
    Optional<SimulatorAnswer> refusal = refuseAnyIdentity(request);
    boolean known = request.query().text("cred-api-version").equals(Optional.of("2.0"));
    return refusal.isPresent() || known
        ? refusal
        : Optional.of(error("invalid_request", "The cred-api-version must be 2.0"));
  }

  private static Optional<SimulatorAnswer> refuseAnyIdentity(SimulatorRequest request) {
    if (!hasMetadataHeader(request)) {
      return Optional.of(error("bad_request_102", "Required metadata header not specified"));
    }
    if (request.header("X-Forwarded-For").isPresent()) {
      return Optional.of(error("invalid_request", "X-Forwarded-For is not allowed"));
    }
    if (request.query().hasDuplicates()) {
      return Optional.of(error("invalid_request", "A query parameter is there twice"));
    }
    return Optional.empty();
  }

  /** The refusal of an instance request, if there is one. */
  Optional<SimulatorAnswer> refuseInstance(SimulatorRequest request) {
    Optional<SimulatorAnswer> refusal = refuseAnyInstance(request);
    return refusal.isPresent() ? refusal : refuseVersion(request);
  }

  /** As {@link #refuseInstance}, for a request that has no version. */
  Optional<SimulatorAnswer> refuseAnyInstance(SimulatorRequest request) {
    if (!hasMetadataHeader(request)) {
      return Optional.of(bad("Bad request. Required metadata header not specified"));
    }
    if (request.header("X-Forwarded-For").isPresent()) {
      return Optional.of(bad("Bad request. X-Forwarded-For is not allowed"));
    }
    if (request.query().hasDuplicates()) {
      return Optional.of(bad("Bad request. A query parameter is there twice"));
    }
    return Optional.empty();
  }

  /** The machine that sends the request; empty when it is not known. */
  Optional<SeededMachine> machine(SimulatorRequest request) {
    return CallingMachine.of(request, fleet.now());
  }

  /** The answer when the fleet has no such machine or the machine has no such service. */
  static SimulatorAnswer noSuchMachine() {
    return SimulatorAnswer.json(
        404,
        Map.of(
            "error",
            "unknown_machine",
            "error_description",
            "The simulated fleet has no such machine, or it has no such service"));
  }

  /** An error in the form of token requests. */
  static SimulatorAnswer error(String code, String description) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("error", code);
    members.put("error_description", description);
    return SimulatorAnswer.json(400, members);
  }

  /** An error in the form of instance requests. */
  static SimulatorAnswer bad(String text) {
    return SimulatorAnswer.json(400, Map.of("error", text));
  }

  private static Optional<SimulatorAnswer> refuseVersion(SimulatorRequest request) {
    Optional<String> version = request.query().text("api-version");
    if (version.filter(MetadataApiVersions.ALL::contains).isPresent()) {
      return Optional.empty();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "error", "Bad request. api-version is invalid or was not specified in the request.");
    members.put("newest-versions", MetadataApiVersions.NEWEST);
    return Optional.of(SimulatorAnswer.json(400, members));
  }

  private static boolean hasMetadataHeader(SimulatorRequest request) {
    return request.header("Metadata").filter("true"::equals).isPresent();
  }
}
