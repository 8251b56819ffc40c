package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientExitCodes;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.spi.api.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "get", description = "Print a secret. Exit code 2: there is none.")
final class KvGetCommand extends ClientCommand {

  @Mixin private KvTarget target = new KvTarget();

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "This version instead of the current one.")
  private @Nullable Integer version;

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;

  KvGetCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = target.locate(session);
    ApiReply reply = session.send("Error reading " + location.data(), wrap.on(request(location)));
    if (!reply.isSuccess() && !reply.hasContent()) {
      return NotFoundExit.report(context, session, "No value found at " + location.data());
    }
    print(session, location, reply);
    return reply.isSuccess() ? ExitCode.OK : ClientExitCodes.ABSENT;
  }

  private ApiCall request(KvLocation location) {
    ApiCall call = ApiCall.get(location.data());
    if (version == null) {
      return call;
    }
    location.requireVersions("--version");
    return call.with("version", String.valueOf(version));
  }

  private void print(ClientSession session, KvLocation location, ApiReply reply) {
    Printer printer = session.printer();
    if (WrapOption.isWrapped(reply) || !location.versioned()) {
      field.print(printer, reply);
    } else if (field.isGiven()) {
      Value.Obj data = ApiReply.object(reply.data(), "data").orElse(Value.Obj.EMPTY);
      field.print(printer, reply, data);
    } else {
      printer.warnings(reply);
      printer.print(reply.body().orElse(Value.Obj.EMPTY), KvReport.secret(location, reply));
    }
  }
}
