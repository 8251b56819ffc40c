package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "capabilities", description = "Show what a token may do at paths.")
public final class TokenCapabilitiesCommand extends ClientCommand {

  @Option(
      names = "--accessor",
      paramLabel = "ACCESSOR",
      description = "The token of this accessor; all arguments are paths then.")
  private @Nullable String accessor;

  @Parameters(
      arity = "1..*",
      paramLabel = "[TOKEN] PATH",
      description =
          "One argument: what the caller's own token may do at this path. Several: a token, then "
              + "paths; - asks for the token or reads it from standard input.")
  private List<String> arguments = List.of();

  public TokenCapabilitiesCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    boolean named = accessor == null && arguments.size() > 1;
    List<String> paths = named ? arguments.subList(1, arguments.size()) : arguments;
    ApiReply reply =
        session.send("Error listing capabilities", request(Value.Obj.builder(), paths, named));
    session.printer().warnings(reply);
    if (paths.size() == 1) {
      Value words = words(reply, paths.get(0));
      session.printer().print(words, List.of(joined(words)));
    } else {
      Table table = Table.headed("Path", "Capabilities");
      paths.forEach(path -> table.row(path, joined(words(reply, path))));
      session.printer().print(reply.data(), table.lines());
    }
    return ExitCode.OK;
  }

  private ApiCall request(Value.Builder body, List<String> paths, boolean named) {
    body.put("paths", paths);
    if (accessor != null) {
      return ApiCall.post("sys/capabilities-accessor", body.put("accessor", accessor).build());
    }
    if (!named) {
      return ApiCall.post("sys/capabilities-self", body.build());
    }
    String first = arguments.get(0);
    String token = first.equals("-") ? context.input().secret("Token (hidden)").expose() : first;
    return ApiCall.post("sys/capabilities", body.put("token", token).build());
  }

  private static Value words(ApiReply reply, String path) {
    return reply
        .data()
        .get(path)
        .or(() -> reply.data().get("capabilities"))
        .orElse(Value.of(List.of("deny")));
  }

  private static String joined(Value words) {
    return ApiReply.texts(Optional.of(words)).stream().sorted().collect(Collectors.joining(", "));
  }
}
