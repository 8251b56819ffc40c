package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "create",
    description = "Make a token; the caller's policies and lifetime unless said.")
public final class TokenCreateCommand extends ClientCommand {

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "A policy of it; may come several times.")
  private List<String> policies = List.of();

  @Option(names = "--ttl", paramLabel = "DURATION", description = "How long it lives.")
  private @Nullable String ttl;

  @Option(
      names = "--explicit-max-ttl",
      paramLabel = "DURATION",
      description = "How long it lives with all renewals.")
  private @Nullable String explicitMaxTtl;

  @Option(
      names = "--period",
      paramLabel = "DURATION",
      description = "What each renewal gives, without an end.")
  private @Nullable String period;

  @Option(names = "--display-name", paramLabel = "TEXT", description = "What logs call it.")
  private @Nullable String displayName;

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      description = "A text kept with it; may come several times.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(names = "--use-limit", paramLabel = "N", description = "How often it can be used.")
  private @Nullable Integer uses;

  @Option(names = "--type", paramLabel = "TYPE", description = "service or batch.")
  private @Nullable String type;

  @Option(names = "--role", paramLabel = "NAME", description = "The token role to make it by.")
  private @Nullable String role;

  @Option(names = "--orphan", description = "It outlives its creator.")
  private boolean orphan;

  @Option(
      names = "--renewable",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Whether it can be renewed. Default: true.")
  private @Nullable Boolean renewable;

  @Option(
      names = "--id",
      paramLabel = "TOKEN",
      description = "What the token is, instead of a random one; needs sudo.")
  private @Nullable String id;

  @Option(names = "--no-default-policy", description = "Leave the default policy out.")
  private boolean noDefaultPolicy;

  public TokenCreateCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiReply reply = session.send("Error creating token", wrap.on(ApiCall.post(path(), body())));
    field.print(session.printer(), reply);
    return ExitCode.OK;
  }

  private String path() {
    if (role != null) {
      return "auth/token/create/" + role;
    }
    return orphan ? "auth/token/create-orphan" : "auth/token/create";
  }

  private Value body() {
    Value.Builder body = Value.Obj.builder();
    if (!policies.isEmpty()) {
      body.put("policies", policies);
    }
    if (!metadata.isEmpty()) {
      body.put("meta", Value.of(metadata));
    }
    body.putIfPresent("ttl", Optional.ofNullable(ttl));
    body.putIfPresent("explicit_max_ttl", Optional.ofNullable(explicitMaxTtl));
    body.putIfPresent("period", Optional.ofNullable(period));
    body.putIfPresent("display_name", Optional.ofNullable(displayName));
    body.putIfPresent("type", Optional.ofNullable(type));
    Optional.ofNullable(uses).ifPresent(number -> body.put("num_uses", number));
    body.putIfPresent("id", Optional.ofNullable(id));
    Optional.ofNullable(renewable).ifPresent(on -> body.put("renewable", on));
    if (noDefaultPolicy) {
      body.put("no_default_policy", true);
    }
    return body.build();
  }
}
