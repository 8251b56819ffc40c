package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rollback",
    description = "Write an earlier version of a secret again, as the new current one.")
final class KvRollbackCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();

  @Option(
      names = "--version",
      required = true,
      paramLabel = "N",
      description = "The version to write again.")
  private int version;

  @Mixin private FieldOption field = new FieldOption();

  KvRollbackCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = target.locate(session);
    location.requireVersions("kv rollback");
    String what = "Error rolling " + location.data() + " back";
    ApiCall read = ApiCall.get(location.data());
    Optional<Long> current = version(session.send(what, read));
    if (current.isEmpty()) {
      throw new ClientException(what + ": there is no such secret");
    }
    ApiReply old = session.send(what, read.with("version", String.valueOf(version)));
    KvWrite write =
        new KvWrite(
            location,
            ApiReply.object(old.data(), "data")
                .filter(data -> old.isSuccess())
                .orElseThrow(
                    () ->
                        new ClientException(
                            what + ": version " + version + " is deleted or was never there")));
    write.print(
        session.printer(),
        field,
        session.send(what, ApiCall.put(location.data(), write.body(current))));
    return ExitCode.OK;
  }

  /** The version that an answer shows, also when it is deleted. */
  static Optional<Long> version(ApiReply reply) {
    return ApiReply.object(reply.data(), "metadata")
        .flatMap(metadata -> metadata.get("version"))
        .map(PlainText::of)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Long::valueOf);
  }
}
