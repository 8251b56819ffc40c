package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "put",
    description = "Write a secret. It replaces what is there: kv patch changes single keys.")
final class KvPutCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "The secret; a value may be @FILE or - for standard input. "
              + "@FILE or - alone: a JSON object.")
  private List<String> arguments = List.of();

  @Option(
      names = "--cas",
      paramLabel = "N",
      description = "Write only if N is the current version; 0: only if there is none.")
  private @Nullable Long cas;

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;

  KvPutCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value.Obj data = CommandParameters.read(arguments, context);
    KvLocation location = target.locate(session);
    if (cas != null) {
      location.requireVersions("--cas");
    }
    KvWrite write = new KvWrite(location, data);
    ApiReply reply =
        session.send(
            "Error writing data to " + location.data(),
            wrap.on(ApiCall.put(location.data(), write.body(Optional.ofNullable(cas)))));
    write.print(session.printer(), field, reply);
    return ExitCode.OK;
  }
}
