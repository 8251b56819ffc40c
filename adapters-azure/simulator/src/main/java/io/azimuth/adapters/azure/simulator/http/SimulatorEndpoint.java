package io.azimuth.adapters.azure.simulator.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The endpoints that are counted and that can have faults. */
public enum SimulatorEndpoint {
  /** The discovery documents. */
  DISCOVERY,
  /** The key sets. */
  KEYS,
  /** The token endpoint of the sign-in service. */
  TOKEN,
  /** Tokens of managed identities: metadata service and App Service. */
  IDENTITY,
  /** The instance document and the list of versions. */
  INSTANCE,
  /** The attested document. */
  ATTESTED,
  /** What a machine must know to ask the metadata service for a certificate. */
  PLATFORM_METADATA,
  /** Certificates of managed identities, from the metadata service. */
  ISSUE_CREDENTIAL,
  /** The certificate of the authority that signs for attested documents. */
  CERTIFICATES,
  /** Attestations of machines. */
  ATTESTATION,
  /** The keys and the document of the attestation service. */
  ATTESTATION_KEYS,
  /** Resource Manager as a whole. */
  RESOURCE_MANAGER,
  /** Graph as a whole; each of its requests counts as one of the next, too. */
  GRAPH,
  /** Graph: applications found or read. */
  GRAPH_FIND,
  /** Graph: addPassword. */
  GRAPH_ADD_PASSWORD,
  /** Graph: removePassword. */
  GRAPH_REMOVE_PASSWORD,
  /** Graph: addKey. */
  GRAPH_ADD_KEY,
  /** Graph: removeKey. */
  GRAPH_REMOVE_KEY,
  /** Graph: who is in which group. */
  GRAPH_GROUPS,
  /** Graph: federated credentials of applications. */
  GRAPH_FEDERATION,
  /** Key Vault as a whole; each of its requests counts as one of the next, too. */
  KEY_VAULT,
  /** Key Vault: a key is read, made, rotated, deleted or recovered. */
  KEY_VAULT_KEY,
  /** Key Vault: wrapKey. */
  KEY_VAULT_WRAP,
  /** Key Vault: unwrapKey. */
  KEY_VAULT_UNWRAP;

  /** The name in steering requests, in lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
