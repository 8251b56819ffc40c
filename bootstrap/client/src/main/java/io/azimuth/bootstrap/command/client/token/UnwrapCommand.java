package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "unwrap", description = "Print the answer that a wrapping token opens, once.")
public final class UnwrapCommand extends ClientCommand {

  @Mixin private FieldOption field = new FieldOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOKEN",
      description =
          "The wrapping token; - asks for it or reads it from standard input, so that it stands in "
              + "no history of commands. Absent: the caller's own token is one.")
  private @Nullable String token;

  public UnwrapCommand(ClientContext context) {
    super(context);
  }

  // The wrapping token is enough. The caller's own token is not needed.
  @Override
  protected int run(ClientSession session) {
    ApiCall call = ApiCall.put("sys/wrapping/unwrap", Value.NULL);
    String what = "Error unwrapping";
    ApiReply reply =
        given()
            .map(
                wrapping -> {
                  session.requirePrivate("the wrapping token");
                  return session.sendAs(what, call, Optional.of(wrapping));
                })
            .orElseGet(() -> session.send(what, call));
    field.print(session.printer(), reply);
    return ExitCode.OK;
  }

  private Optional<SecretText> given() {
    return Optional.ofNullable(token)
        .map(
            text ->
                text.equals("-")
                    ? context.input().secret("Wrapping token (hidden)")
                    : SecretText.of(text));
  }
}
