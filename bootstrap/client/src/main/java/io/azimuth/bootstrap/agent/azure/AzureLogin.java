package io.azimuth.bootstrap.agent.azure;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.azure.AttestedDemand;
import io.azimuth.bootstrap.client.azure.AzureToken;
import io.azimuth.bootstrap.client.azure.AzureTokenRequest;
import io.azimuth.bootstrap.client.azure.AzureTokenSource;
import io.azimuth.bootstrap.client.azure.MachineDocumentSource;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Logs in with a token of the platform, and with the machine's document where a role asks. */
final class AzureLogin implements LoginMethod {

  /** How often a document is sent: the metadata service may first give an earlier one. */
  private static final int ATTEMPTS = 2;

  private final String path;
  private final String role;
  private final AzureTokenRequest request;
  private final AzureTokenSource source;
  private final Optional<MachineDocumentSource> documents;

  AzureLogin(
      String path,
      String role,
      AzureTokenRequest request,
      AzureTokenSource source,
      Optional<MachineDocumentSource> documents) {
    this.path = path;
    this.role = role;
    this.request = request;
    this.source = source;
    this.documents = documents;
  }

  @Override
  public ApiReply login(AgentServer server) {
    AzureToken proof = proof();
    ApiReply reply =
        server.send(ApiCall.put(path, body(proof, Optional.empty())), Optional.empty());
    for (int i = 0; i < ATTEMPTS && documents.isPresent() && AttestedDemand.isIn(reply); i++) {
      Optional<String> document = Optional.of(document(documents.get(), server));
      reply = server.send(ApiCall.put(path, body(proof, document)), Optional.empty());
    }
    return reply;
  }

  private AzureToken proof() {
    try {
      return source.fetch(request);
    } catch (ClientException e) {
      throw e.of("fetching a token of Azure");
    }
  }

  private Value.Obj body(AzureToken proof, Optional<String> document) {
    Value.Builder body = Value.Obj.builder().put("role", role).put("jwt", proof.jwt().expose());
    proof.names().forEach(body::put);
    document.ifPresent(text -> body.put("attested_document", text));
    return body.build();
  }

  private String document(MachineDocumentSource machine, AgentServer server) {
    ApiReply issued = server.send(ApiCall.put(path + "/nonce", Value.Obj.EMPTY), Optional.empty());
    try {
      return machine.fetch(ApiReply.text(issued.data(), "nonce").orElse(""));
    } catch (ClientException e) {
      throw e.of("fetching the attested document of this machine");
    }
  }
}
