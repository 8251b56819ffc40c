package io.azimuth.bootstrap.dev;

import io.azimuth.domain.secret.SecretText;
import java.util.List;

/** The lines that a development server prints for its user, with commands to copy. */
final class DevGreeting {

  private DevGreeting() {}

  /** Those of a server that has no azure auth method. */
  static List<String> withoutAzure(String server, SecretText root) {
    return """
        Azimuth for trying out: all in memory, gone when it ends. Never for production.

          server      %1$s
          console     %1$s/ui/
          root token  %2$s

        This build has no azure auth method. In another terminal:

          export VAULT_ADDR=%1$s VAULT_TOKEN=%2$s
          azimuth auth enable approle
          azimuth read sys/auth
        """
        .formatted(server, root.expose())
        .lines()
        .toList();
  }

  static List<String> lines(String server, String metadata, SecretText root) {
    return """
        Azimuth for trying out: all in memory, gone when it ends, a simulated Azure beside it.
        Never for production.

          server      %1$s
          console     %1$s/ui/
          root token  %3$s
          machine     web-1, with its metadata service at %2$s

        The operator, in another terminal:

          export VAULT_ADDR=%1$s VAULT_TOKEN=%3$s
          azimuth read auth/azure/role/dev

        The machine, with nothing but curl:

          JWT=$(curl -s -H Metadata:true '%2$s/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%%3A%%2F%%2Fmanagement.azure.com%%2F' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
          curl -s -d '{"role":"dev","jwt":"'$JWT'"}' %1$s/v1/auth/azure/login

        The machine, with azimuth:

          azimuth login --address=%1$s --role=dev --metadata-address=%2$s
          azimuth kv get --address=%1$s secret/hello

        The role web-3 is for another machine. It refuses web-1, and the operator sees why:

          azimuth login --address=%1$s --role=web-3 --metadata-address=%2$s
          VAULT_TOKEN=%3$s azimuth read --address=%1$s auth/azure/refusals
        """
        .formatted(server, metadata, root.expose())
        .lines()
        .toList();
  }
}
