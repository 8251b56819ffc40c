package io.azimuth.azure.port;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.federation.IdentityTokenRequest;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** As whom the server itself signs in to Azure, and what it proves that with. */
public sealed interface ServerCredential {

  /**
   * An application and one of its passwords.
   *
   * @param clientId of the application
   * @param value the password itself
   */
  record ClientSecret(String clientId, SecretText value) implements ServerCredential {

    public ClientSecret {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * An application and one of its certificates.
   *
   * @param clientId of the application
   * @param pem the certificate and its private key (PKCS#8, not encrypted), in PEM
   */
  record ClientCertificate(String clientId, SecretText pem) implements ServerCredential {

    public ClientCertificate {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(pem, "pem");
    }
  }

  /**
   * An application or user-assigned identity that trusts our issuer (spec 6.2); a token for each
   * exchange comes from {@link io.azimuth.spi.federation.PluginIdentityTokens}.
   *
   * @param clientId of the application or identity
   * @param request what the tokens say
   */
  record PluginIdentity(String clientId, IdentityTokenRequest request) implements ServerCredential {

    public PluginIdentity {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(request, "request");
    }
  }

  /**
   * An application or user-assigned identity that trusts the cluster this server runs in.
   *
   * @param clientId of the application or identity
   * @param file holds the token; its writer renews it, so it is read for each exchange
   */
  record TokenFile(String clientId, Path file) implements ServerCredential {

    public TokenFile {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(file, "file");
    }
  }

  /**
   * The managed identity of the machine this server runs on.
   *
   * @param clientId selects a user-assigned one; empty for the one that the machine has
   */
  record ManagedIdentity(Optional<String> clientId) implements ServerCredential {

    public ManagedIdentity {
      Objects.requireNonNull(clientId, "clientId");
    }
  }
}
