package io.azimuth.bootstrap.agent.azure;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.azure.AzureToken;
import io.azimuth.bootstrap.client.azure.AzureTokenRequest;
import io.azimuth.bootstrap.client.azure.AzureTokenSource;
import io.azimuth.bootstrap.client.azure.MachineEvidence;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Logs in with a token of the platform, and with what the machine can show where a role asks. */
final class AzureLogin implements LoginMethod {

  private final String path;
  private final String role;
  private final AzureTokenRequest request;
  private final AzureTokenSource source;
  private final MachineEvidence evidence;

  AzureLogin(
      String path,
      String role,
      AzureTokenRequest request,
      AzureTokenSource source,
      MachineEvidence evidence) {
    this.path = path;
    this.role = role;
    this.request = request;
    this.source = source;
    this.evidence = evidence;
  }

  @Override
  public ApiReply login(AgentServer server) {
    AzureToken proof = proof();
    return evidence.answer(
        body(proof),
        proof.instance(),
        body -> server.send(ApiCall.put(path, body), Optional.empty()),
        () -> server.send(ApiCall.put(path + "/nonce", Value.Obj.EMPTY), Optional.empty()));
  }

  private AzureToken proof() {
    try {
      return source.fetch(request);
    } catch (ClientException e) {
      throw e.of("fetching a token of Azure");
    }
  }

  private Value.Obj body(AzureToken proof) {
    Value.Builder body = Value.Obj.builder().put("role", role).put("jwt", proof.jwt().expose());
    proof.names().forEach(body::put);
    return body.build();
  }
}
