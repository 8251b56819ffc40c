package io.azimuth.bootstrap.agent.login;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.spi.api.Value;
import java.nio.file.Path;
import java.util.Optional;

/** Logs in with a JWT that another program keeps in a file. */
final class JwtFileLogin implements LoginMethod {

  private final String path;
  private final String role;
  private final CredentialFile file;
  private final boolean removes;

  JwtFileLogin(String mountPath, String role, Path file, boolean removes) {
    this.path = mountPath + "/login";
    this.role = role;
    this.file = new CredentialFile(file);
    this.removes = removes;
  }

  @Override
  public ApiReply login(AgentServer server) {
    Value.Obj body = Value.Obj.builder().put("role", role).put("jwt", file.read().expose()).build();
    return server.send(ApiCall.put(path, body), Optional.empty());
  }

  @Override
  public void granted() {
    if (removes) {
      file.remove();
    }
  }
}
