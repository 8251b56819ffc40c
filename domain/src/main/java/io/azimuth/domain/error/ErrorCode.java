package io.azimuth.domain.error;

/**
 * Every fault that a port can report, with its category and the sentence that a caller may read.
 */
public enum ErrorCode {
  /** The store failed and refuses everything until it is opened again. */
  STORE_FAILED(ErrorCategory.INTERNAL, "the store has failed and must be opened again"),
  /** The store accepts no more writes at this moment. */
  STORE_BUSY(ErrorCategory.OVERLOADED, "the store has too many writes waiting"),
  /** The database of the store cannot be reached at this moment. */
  STORE_UNAVAILABLE(
      ErrorCategory.UPSTREAM_UNAVAILABLE, "the store cannot be reached at this moment, try again"),
  /** The disk of the store is full; reads continue. */
  STORE_FULL(ErrorCategory.INTERNAL, "the store has no space left"),
  /** The outcome of a write is not known. */
  STORE_UNCERTAIN(ErrorCategory.INTERNAL, "the outcome of the write is not known"),
  /** The store cannot be opened: damaged, foreign, too new or locked. */
  STORE_UNUSABLE(ErrorCategory.INTERNAL, "the store cannot be opened"),
  /** A stored record does not decrypt or decode. */
  RECORD_UNREADABLE(ErrorCategory.INTERNAL, "a stored record cannot be read"),
  /** The server is sealed: it has no keys to its store. */
  SEALED(ErrorCategory.SEALED, "Vault is sealed"),
  /** The store is another one than the configuration names. */
  STORE_UNEXPECTED(
      ErrorCategory.INVALID_REQUEST,
      "this is not the store that expected_store names; the server's log says more"),
  /** Another server has replaced the root key, and this one does not have the new one yet. */
  ROOT_KEY_BEHIND(
      ErrorCategory.OVERLOADED,
      "another server has replaced the root key; this one is taking it over, try again"),
  /** The seal could not wrap or unwrap the root key. */
  SEAL_UNUSABLE(ErrorCategory.INTERNAL, "the seal cannot unwrap the root key"),
  /** The system that has the key of the seal cannot be reached at this moment. */
  SEAL_UNAVAILABLE(
      ErrorCategory.UPSTREAM_UNAVAILABLE,
      "the system that has the key of the seal cannot be reached"),
  /** That system does not let this server use the key, or has no such key. */
  SEAL_REFUSED(
      ErrorCategory.UPSTREAM_UNAVAILABLE,
      "this server may not use the key of the seal; the server's log says why"),
  /** More was written during a copy of the store than it can keep the old values of. */
  SNAPSHOT_OVERTAKEN(
      ErrorCategory.OVERLOADED, "too much was written while the store was copied; try again"),
  /** A copy of the store could not be written. */
  SNAPSHOT_FAILED(
      ErrorCategory.INTERNAL, "the snapshot could not be written; the server's log says why"),
  /** A snapshot was restored into the store, and this server has not opened it again yet. */
  STORE_REPLACED(
      ErrorCategory.OVERLOADED,
      "a snapshot was restored; this server is opening its store again, try again"),
  /** The engine cannot replace its content while it serves. */
  RESTORE_UNSUPPORTED(
      ErrorCategory.INVALID_REQUEST,
      "the storage engine cannot restore while servers use it: stop them and use azimuth snapshot"
          + " restore"),
  /** Another restore runs, or somebody reads the whole store, such as for a snapshot. */
  RESTORE_BUSY(
      ErrorCategory.OVERLOADED,
      "nothing was restored: another restore runs, or somebody reads the whole store; try again"),
  /** A snapshot could not be restored; the store is as it was. */
  RESTORE_FAILED(
      ErrorCategory.INTERNAL,
      "nothing was restored, and the store is as it was; the server's log says why"),
  /** A document of the identity provider could not be fetched. */
  IDENTITY_PROVIDER_UNAVAILABLE(
      ErrorCategory.UPSTREAM_UNAVAILABLE, "the identity provider cannot be reached"),
  /** A document of the identity provider cannot be used. */
  IDENTITY_PROVIDER_UNUSABLE(
      ErrorCategory.UPSTREAM_UNUSABLE, "the identity provider gave an answer that cannot be used"),
  /** A certificate that the signer of an attested document depends on could not be fetched. */
  DOCUMENT_ISSUER_UNAVAILABLE(
      ErrorCategory.UPSTREAM_UNAVAILABLE,
      "a certificate of the authority that signs attested documents cannot be fetched now"),
  /** The keys of an instance of the attestation service could not be fetched. */
  ATTESTATION_KEYS_UNAVAILABLE(
      ErrorCategory.UPSTREAM_UNAVAILABLE,
      "the keys of the attestation service cannot be fetched now"),
  /** The keys of an instance of the attestation service cannot be used. */
  ATTESTATION_KEYS_UNUSABLE(
      ErrorCategory.UPSTREAM_UNUSABLE,
      "the attestation service published keys that cannot be used"),
  /** Azure Resource Manager could not be reached, failed or did not answer in time. */
  RESOURCE_MANAGER_UNAVAILABLE(
      ErrorCategory.UPSTREAM_UNAVAILABLE,
      "Azure Resource Manager is unavailable or did not answer in time"),
  /** Azure demands a pause before the next call. */
  RESOURCE_MANAGER_THROTTLED(
      ErrorCategory.UPSTREAM_UNAVAILABLE, "Azure throttles this server; try again later"),
  /** The server got no token for its own calls to Azure. */
  AZURE_SIGN_IN_FAILED(
      ErrorCategory.UPSTREAM_UNAVAILABLE,
      "this server cannot sign in to Azure; the server's log says why"),
  /** Azure Resource Manager returned something that cannot be used. */
  RESOURCE_MANAGER_UNUSABLE(
      ErrorCategory.UPSTREAM_UNUSABLE, "Azure Resource Manager gave an answer that cannot be used"),
  /** The server's own credential for Azure is incomplete. */
  SERVER_CREDENTIAL_UNUSABLE(
      ErrorCategory.UPSTREAM_UNUSABLE, "the server's own credential for Azure cannot be used"),
  /** No identity token can be signed for a mount. */
  IDENTITY_TOKEN_UNUSABLE(
      ErrorCategory.INTERNAL, "this server cannot sign an identity token for the mount"),
  /** Microsoft Graph could not be reached. */
  GRAPH_UNAVAILABLE(ErrorCategory.UPSTREAM_UNAVAILABLE, "Microsoft Graph cannot be reached"),
  /** Microsoft Graph returned something that cannot be used. */
  GRAPH_UNUSABLE(
      ErrorCategory.UPSTREAM_UNUSABLE, "Microsoft Graph gave an answer that cannot be used"),
  /** Microsoft Graph demands a pause before the next call. */
  GRAPH_THROTTLED(
      ErrorCategory.UPSTREAM_UNAVAILABLE,
      "Microsoft Graph asks this server to pause; try again later"),
  /** No audit device accepted the record. */
  AUDIT_FAILED(ErrorCategory.INTERNAL, "internal error"),
  /** An unexpected fault. */
  UNEXPECTED(ErrorCategory.INTERNAL, "internal error");

  private final ErrorCategory category;
  private final String sentence;

  ErrorCode(ErrorCategory category, String sentence) {
    this.category = category;
    this.sentence = sentence;
  }

  /** The kind of the failure. */
  public ErrorCategory category() {
    return category;
  }

  /** What a caller may read. */
  public String sentence() {
    return sentence;
  }

  /** Whether the server's own store is the reason, and neither the caller nor another system. */
  public boolean isOfStore() {
    return switch (this) {
      case STORE_FAILED,
          STORE_BUSY,
          STORE_UNAVAILABLE,
          STORE_FULL,
          STORE_UNCERTAIN,
          STORE_UNUSABLE,
          STORE_REPLACED,
          RECORD_UNREADABLE,
          ROOT_KEY_BEHIND ->
          true;
      default -> false;
    };
  }
}
