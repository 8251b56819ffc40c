package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.attested.DocumentSigner;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The attested document of a virtual machine. */
public final class AttestedEndpoint {

  private static final int MAX_NONCE = 32;
  private static final Duration LIFE = Duration.ofHours(6);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM/dd/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DEFAULT_NONCE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final MetadataGate gate;
  private final DocumentSigner signer;
  private final Clock clock;

  public AttestedEndpoint(MetadataGate gate, DocumentSigner signer, Clock clock) {
    this.gate = gate;
    this.signer = signer;
    this.clock = clock;
  }

  public SimulatorAnswer document(SimulatorRequest request) {
    return gate.refuseInstance(request).orElseGet(() -> choose(request));
  }

  private SimulatorAnswer choose(SimulatorRequest request) {
    Instant now = clock.instant();
    String nonce =
        request
            .query()
            .text("nonce")
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> DEFAULT_NONCE.format(now));
    if (nonce.length() > MAX_NONCE) {
      return MetadataGate.bad("Bad request. The nonce has more than 32 characters");
    }
    Optional<SeededMachine> machine =
        gate.machine(request).filter(it -> it.kind().hasMetadataService());
    return machine
        .map(it -> signed(content(it, nonce, now)))
        .orElseGet(MetadataGate::noSuchMachine);
  }

  private static Map<String, Object> content(SeededMachine machine, String nonce, Instant now) {
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("createdOn", TIME.format(now) + " -0000");
    times.put("expiresOn", TIME.format(now.plus(LIFE)) + " -0000");
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("nonce", nonce);
    content.put("plan", Map.of("name", "", "product", "", "publisher", ""));
    content.put("timeStamp", times);
    content.put("vmId", machine.vmId());
    content.put("subscriptionId", machine.resource().subscriptionId());
    content.put("sku", "22_04-lts");
    return content;
  }

  private SimulatorAnswer signed(Map<String, Object> content) {
    byte[] signature = signer.sign(SimulatorAnswer.json(200, content).body());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("encoding", "pkcs7");
    members.put("signature", Base64.getEncoder().encodeToString(signature));
    return SimulatorAnswer.json(200, members);
  }
}
