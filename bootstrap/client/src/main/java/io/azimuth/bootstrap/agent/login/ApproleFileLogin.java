package io.azimuth.bootstrap.agent.login;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.nio.file.Path;
import java.util.Optional;

/** Logs in with the ids of an AppRole that lie in files. */
final class ApproleFileLogin implements LoginMethod {

  private final String path;
  private final CredentialFile role;
  private final Optional<CredentialFile> secret;
  private final boolean removes;
  private final Optional<String> wrappedAt;
  private Optional<Unwrapped> unwrapped = Optional.empty();

  /** A secret id and the token that gave it, which can be used once. */
  private record Unwrapped(SecretText from, SecretText secretId) {}

  ApproleFileLogin(
      String mountPath,
      Path role,
      Optional<Path> secret,
      boolean removes,
      Optional<String> wrappedAt) {
    this.path = mountPath + "/login";
    this.role = new CredentialFile(role);
    this.secret = secret.map(CredentialFile::new);
    this.removes = removes;
    this.wrappedAt = wrappedAt;
  }

  @Override
  public ApiReply login(AgentServer server) {
    Value.Builder body = Value.Obj.builder().put("role_id", role.read().expose());
    secret.ifPresent(file -> body.put("secret_id", secretId(file, server).expose()));
    return server.send(ApiCall.put(path, body.build()), Optional.empty());
  }

  private SecretText secretId(CredentialFile file, AgentServer server) {
    SecretText read = file.read();
    if (wrappedAt.isEmpty()) {
      return read;
    }
    Unwrapped known =
        unwrapped
            .filter(it -> it.from().equals(read))
            .orElseGet(() -> new Unwrapped(read, unwrap(read, wrappedAt.get(), server)));
    unwrapped = Optional.of(known);
    return known.secretId();
  }

  // A token that was wrapped elsewhere may be one of a stranger.
  private static SecretText unwrap(SecretText token, String expected, AgentServer server) {
    Value.Obj question = Value.Obj.builder().put("token", token.expose()).build();
    ApiReply info = server.send(ApiCall.put("sys/wrapping/lookup", question), Optional.empty());
    String made = ApiReply.text(info.data(), "creation_path").orElse("");
    if (!info.isSuccess() || !made.equals(expected)) {
      throw new ClientException(
          "the wrapped secret id is not from " + expected + ", or was unwrapped before");
    }
    ApiReply reply =
        server.send(ApiCall.put("sys/wrapping/unwrap", Value.Obj.EMPTY), Optional.of(token));
    return ApiReply.text(reply.data(), "secret_id")
        .filter(text -> reply.isSuccess())
        .map(SecretText::of)
        .orElseThrow(() -> new ClientException("the wrapped secret id cannot be unwrapped"));
  }

  @Override
  public void granted() {
    if (removes) {
      secret.ifPresent(CredentialFile::remove);
    }
  }
}
