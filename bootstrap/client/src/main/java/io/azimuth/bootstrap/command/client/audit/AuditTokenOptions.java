package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.EntryFilter;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for values that an audit log has only as hashes, which the server makes. */
final class AuditTokenOptions {

  private static final String HASH = "hmac-sha256:";
  private static final String STANDARD_INPUT = "-";

  private final ClientContext context;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--accessor",
      paramLabel = "ACCESSOR",
      description = "What the token of this accessor did, or its hash, hmac-sha256:….")
  private @Nullable String accessor;

  @Option(
      names = "--token",
      paramLabel = "-|HASH",
      description = "What this token did: its hash, or - to read it from standard input.")
  private @Nullable String token;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "file",
      description = "The audit device that wrote the files, for its hashes. Default: file.")
  private String device = "file";

  AuditTokenOptions(ClientContext context) {
    this.context = context;
  }

  /** Whether standard input has the token. */
  boolean readsStandardInput() {
    return STANDARD_INPUT.equals(token);
  }

  /** The conditions. The server is asked only for what is not hashed yet. */
  List<EntryFilter> filters(ClientSession session) {
    List<EntryFilter> filters = new ArrayList<>();
    if (accessor != null) {
      filters.add(EntryFilter.accessor(spellings(session, accessor)));
    }
    if (token != null) {
      filters.add(EntryFilter.token(List.of(hashOfToken(session, token))));
    }
    return filters;
  }

  // A device with hmac_accessor=false has accessors in clear.
  private List<String> spellings(ClientSession session, String given) {
    if (given.startsWith(HASH)) {
      return List.of(given);
    }
    if (!session.hasToken()) {
      session
          .printer()
          .warning(
              "there is no token to ask the server for the hash of the accessor, so only accessors"
                  + " in clear are found");
      return List.of(given);
    }
    return List.of(given, hash(session, given));
  }

  private String hashOfToken(ClientSession session, String given) {
    if (given.startsWith(HASH)) {
      return given;
    }
    if (!readsStandardInput()) {
      throw new ParameterException(
          spec.commandLine(),
          "--token must be a hash, hmac-sha256:…, or - for a token on standard input: others see"
              + " a command line");
    }
    return hash(session, context.input().secret("Token").expose());
  }

  private String hash(ClientSession session, String text) {
    String what = "Error asking for a hash";
    ApiCall call =
        ApiCall.post(
            "sys/audit-hash/" + MountLocation.of(device),
            Value.Obj.builder().put("input", text).build());
    return ApiReply.text(session.send(what, call).data(), "hash")
        .orElseThrow(() -> new ClientException(what + ": the server sent none"));
  }
}
