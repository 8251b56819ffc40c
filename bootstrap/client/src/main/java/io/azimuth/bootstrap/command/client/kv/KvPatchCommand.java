package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import io.azimuth.spi.api.Value;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "patch",
    description = "Change single keys of a secret and keep the others. Exit code 2: there is none.")
final class KvPatchCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KvTarget target = new KvTarget();

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "What changes; a value may be @FILE or - for standard input. "
              + "@FILE or - alone: a JSON object.")
  private List<String> arguments = List.of();

  @Option(
      names = "--remove-data",
      split = ",",
      paramLabel = "KEY",
      description = "Remove this key; may come several times.")
  private List<String> removed = List.of();

  @Option(
      names = "--cas",
      paramLabel = "N",
      description = "Write only if N is the current version.")
  private @Nullable Long cas;

  @Option(
      names = "--method",
      completionCandidates = Methods.class,
      paramLabel = "METHOD",
      defaultValue = "patch",
      description =
          "patch: the server changes the secret, which takes the capability patch. "
              + "rw: read and write it, which takes read and update. Default: ${DEFAULT-VALUE}.")
  private String method = "patch";

  /** The methods, for shells that complete the option. */
  static final class Methods implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("patch", "rw").iterator();
    }
  }

  @Mixin private FieldOption field = new FieldOption();

  KvPatchCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    boolean reads = method.equals("rw");
    if (!reads && !method.equals("patch")) {
      throw new ParameterException(spec.commandLine(), "the method is patch or rw");
    }
    if (arguments.isEmpty() && removed.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "say what changes: KEY=VALUE");
    }
    Map<String, Value> changes =
        new LinkedHashMap<>(CommandParameters.read(arguments, context).members());
    removed.forEach(key -> changes.put(key, Value.NULL));
    KvLocation location = target.locate(session);
    location.requireVersions("kv patch");
    return reads ? rewrite(session, location, changes) : patch(session, location, changes);
  }

  private int patch(ClientSession session, KvLocation location, Map<String, Value> changes) {
    KvWrite write = new KvWrite(location, new Value.Obj(changes));
    ApiCall call = ApiCall.patch(location.data(), write.body(Optional.ofNullable(cas)));
    return finish(session, location, write, call);
  }

  /** The server compares the version, so that no write between the two requests is lost. */
  private int rewrite(ClientSession session, KvLocation location, Map<String, Value> changes) {
    ApiReply found = session.send("Error reading " + location.data(), ApiCall.get(location.data()));
    Optional<Value.Obj> before = ApiReply.object(found.data(), "data");
    if (!found.isSuccess() || before.isEmpty()) {
      return absent(session, location);
    }
    Map<String, Value> merged = new LinkedHashMap<>(before.get().members());
    merged.putAll(changes);
    merged.values().removeIf(Value.NULL::equals);
    KvWrite write = new KvWrite(location, new Value.Obj(merged));
    Optional<Long> after = Optional.ofNullable(cas).or(() -> KvRollbackCommand.version(found));
    return finish(session, location, write, ApiCall.put(location.data(), write.body(after)));
  }

  private int finish(ClientSession session, KvLocation location, KvWrite write, ApiCall call) {
    ApiReply reply = session.send("Error writing data to " + location.data(), call);
    if (!reply.isSuccess()) {
      return absent(session, location);
    }
    write.print(session.printer(), field, reply);
    return ExitCode.OK;
  }

  private int absent(ClientSession session, KvLocation location) {
    return NotFoundExit.report(context, session, "No value found at " + location.data());
  }
}
