package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/** The status of a server, with the names that the Vault command line uses. */
final class SealStatusReport {

  private static final String PROBLEMS = "azimuth_problems";

  private final ClientSession session;
  private final Value.Obj seal;
  private final Value.Obj leader;
  private final List<String> problems;
  private final Table table = Table.headed("Key", "Value");

  private SealStatusReport(
      ClientSession session, Value.Obj seal, Value.Obj leader, List<String> problems) {
    this.session = session;
    this.seal = seal;
    this.leader = leader;
    this.problems = problems;
  }

  /** Requests the status from the server, and what would make its requests fail. */
  static SealStatusReport fetch(ClientSession session) {
    String what = "Error checking the seal status";
    ApiReply reply = session.sendAnonymously(what, ApiCall.get("sys/seal-status"));
    Value.Obj seal = seal(reply);
    List<String> problems = ApiReply.isTrue(seal, "sealed") ? List.of() : problems(session);
    return new SealStatusReport(session, seal, leader(session), problems);
  }

  // The code keeps the client from trying again, as it does after a 503.
  private static List<String> problems(ClientSession session) {
    ApiReply reply =
        session.sendAnonymously(
            "Error checking the health",
            ApiCall.get("sys/health")
                .with("haunhealthycode", "299")
                .with("standbyok", "true")
                .with("perfstandbyok", "true"));
    return reply.body().map(body -> ApiReply.texts(body.get(PROBLEMS))).orElse(List.of());
  }

  /** Reads the status from a response of {@code seal-status} or {@code unseal}. */
  static SealStatusReport of(ClientSession session, ApiReply reply) {
    return new SealStatusReport(session, seal(reply), leader(session), List.of());
  }

  private static Value.Obj seal(ApiReply reply) {
    return reply
        .body()
        .filter(object -> object.get("sealed").isPresent())
        .orElseThrow(() -> new ClientException("the answer is not that of such a server"));
  }

  // A sealed server may not know its leader. That is no failure.
  private static Value.Obj leader(ClientSession session) {
    try {
      return session
          .sendAnonymously("Error checking the leader", ApiCall.get("sys/leader"))
          .body()
          .orElse(Value.Obj.EMPTY);
    } catch (ClientException e) {
      return Value.Obj.EMPTY;
    }
  }

  boolean isSealed() {
    return ApiReply.isTrue(seal, "sealed");
  }

  /** Whether the server is open and would still refuse requests. */
  boolean isFailing() {
    return !problems.isEmpty();
  }

  void print() {
    boolean sealed = isSealed();
    boolean recovery = ApiReply.isTrue(seal, "recovery_seal");
    row("Seal Type", seal, "type");
    if (recovery) {
      row("Recovery Seal Type", seal, "recovery_seal_type");
    }
    row("Initialized", seal, "initialized");
    row("Sealed", seal, "sealed");
    row(recovery ? "Total Recovery Shares" : "Total Shares", seal, "n");
    row("Threshold", seal, "t");
    if (ApiReply.isTrue(seal, "migration")) {
      row("Seal Migration in Progress", seal, "migration");
    }
    row("Waiting For", seal, "azimuth_waiting_for");
    row("Store Fingerprint", seal, "azimuth_store_fingerprint");
    if (sealed) {
      table.row("Unseal Progress", text(seal, "progress") + "/" + text(seal, "t"));
      row("Unseal Nonce", seal, "nonce");
    }
    identity();
    row("HA Enabled", leader, "ha_enabled");
    if (isFailing()) {
      table.row("Problems", String.join(", ", problems));
    }
    session.printer().print(merged(), table.lines());
  }

  private void identity() {
    row("Version", seal, "version");
    row("Azimuth Version", seal, "azimuth_version");
    row("Build Date", seal, "build_date");
    row("Storage Type", seal, "storage_type");
    row("Cluster Name", seal, "cluster_name");
    row("Cluster ID", seal, "cluster_id");
  }

  private void row(String name, Value.Obj object, String member) {
    Optional<Value> value = object.get(member);
    value.ifPresent(found -> table.row(name, PlainText.of(found)));
  }

  private Value merged() {
    Value.Builder all = Value.Obj.builder();
    seal.members().forEach(all::put);
    leader.members().forEach(all::put);
    if (isFailing()) {
      all.put(PROBLEMS, problems);
    }
    return all.build();
  }

  private static String text(Value.Obj object, String member) {
    return object.get(member).map(PlainText::of).orElse("0");
  }
}
