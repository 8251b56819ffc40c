package io.azimuth.adapters.azure.simulator.attestation;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors in the form of the attestation service. */
public final class AttestationErrors {

  private AttestationErrors() {}

  static SimulatorAnswer error(int status, String code, String message) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("code", code);
    members.put("message", message);
    return SimulatorAnswer.json(status, Map.of("error", members));
  }

  static SimulatorAnswer bad(String message) {
    return error(400, "InvalidParameter", message);
  }

  /** The body of a fault that was asked for. */
  public static SimulatorAnswer disturbed(int status) {
    return error(status, "SimulatedFault", "The simulator was told to answer " + status + ".");
  }
}
