package io.azimuth.adapters.azure.attested;

import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.id.BuiltInIssuers;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Property;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Fuzzes documents that a machine's metadata service is said to have signed. */
public final class AttestedDocumentTarget implements FuzzTarget {

  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  /** Signed by a key of our own, with signed attributes, which Azure's documents do not have. */
  private static final String SIGNED =
      """
      MIIDtgYJKoZIhvcNAQcCoIIDpzCCA6MCAQExDTALBglghkgBZQMEAgEwgecGCSqGSIb3DQEHAaCB2QSB1nsi
      bm9uY2UiOiIwMTIzNDU2Nzg5IiwidGltZVN0YW1wIjp7ImNyZWF0ZWRPbiI6IjExLzI1LzI2IDEyOjAwOjAw
      IC0wMDAwIiwiZXhwaXJlc09uIjoiMTEvMjUvMjYgMTg6MDA6MDAgLTAwMDAifSwidm1JZCI6ImFiY2RlZjAw
      LTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMSIsInN1YnNjcmlwdGlvbklkIjoiMjIyMjIyMjItMjIyMi0y
      MjIyLTIyMjItMjIyMjIyMjIyMjIyIn2gggGUMIIBkDCCATWgAwIBAgIUba3m066VteaHLJlCHizhpIcmZ1kw
      CgYIKoZIzj0EAwIwHTEbMBkGA1UEAwwSbWV0YWRhdGEuYXp1cmUuY29tMB4XDTI2MTIwMTEwMzcwOVoXDTM2
      MTEyODEwMzcwOVowHTEbMBkGA1UEAwwSbWV0YWRhdGEuYXp1cmUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0D
      AQcDQgAE9YgBp/dwxTVrv9DjYiPmRB7cw4/XTgS7G3OGV1cziiWEFMHWUbRc4+yXnUTtT4gLO1Gi4gh+xoq0
      bI980TUkuaNTMFEwHQYDVR0OBBYEFJdtk+2O9BeT5dKy1ajT93HPxFvQMB8GA1UdIwQYMBaAFJdtk+2O9BeT
      5dKy1ajT93HPxFvQMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAMAz0hPryhNbT7mNHr1i
      PWFidWBuMiFAqsKAFgT1nYR9AiEA0BrhgfTdEBqYfCnF2uGZ6gkuKCCLZSEanOcheRocYjMxggELMIIBBwIB
      ATA1MB0xGzAZBgNVBAMMEm1ldGFkYXRhLmF6dXJlLmNvbQIUba3m066VteaHLJlCHizhpIcmZ1kwCwYJYIZI
      AWUDBAIBoGkwGAYJKoZIhvcNAQkDMQsGCSqGSIb3DQEHATAcBgkqhkiG9w0BCQUxDxcNMjYxMjAxMTAzNzA5
      WjAvBgkqhkiG9w0BCQQxIgQgAIApv4DMSj+vVx0XqoltkK7XA4QKbVwfDLaVmtNYULgwCgYIKoZIzj0EAwIE
      RzBFAiBvAPkPEJIB239yLmIOPmv9tJARhCfUvvZxTf0qcu/08gIhAJC8rxGzQcL0aN8uWLKdezlJsluvealr
      nm4wM61dvYPl
      """;

  private final CmsAttestedSignatures signatures =
      new CmsAttestedSignatures(AttestedSigners.BUILT_IN);

  @Override
  public List<byte[]> seeds() {
    return List.of(Base64.getMimeDecoder().decode(SIGNED));
  }

  @Override
  public void accept(byte[] input) {
    AttestedProof proof = signatures.verify(BuiltInIssuers.PUBLIC, input, NOW);
    Property.holds(proof.document().isEmpty(), () -> "a root that is trusted signed it");
  }
}
