package io.azimuth.adapters.azure.simulator.files;

import io.azimuth.adapters.azure.simulator.attested.AttestedAuthority;
import java.net.URI;
import java.nio.file.Path;

/** The {@code cloud} block of a server configuration that makes the server use the simulator. */
public final class CloudBlock {

  private CloudBlock() {}

  public static String write(URI authority, URI metadata, Path authorityFile) {
    // Without the slash: paths that begin with one are put behind it.
    String metadataBase = metadata.toString().substring(0, metadata.toString().length() - 1);
    return """
        # Written by the simulated Azure at its start. In auth/azure/config: environment=lab
        cloud "lab" {
          authority_host   = "%1$s"
          resource_manager = "%1$s"
          resource_manager_audience = "%1$s"
          graph            = "%1$s"
          metadata_service = "%2$s"
          key_vault        = "%1$svaults/{vault_name}"
          key_vault_audience = "%4$s"
          issuers          = ["https://sts.windows.net/{tenant_id}/", "https://login.microsoftonline.com/{tenant_id}/v2.0"]
          ca_cert_file     = "%3$s"
          attested_host    = "%5$s"
          attested_ca_file = "%3$s"
          attested_issuer_hosts = ["%6$s"]
        }
        """
        .formatted(
            authority,
            metadataBase,
            quotable(authorityFile.toString()),
            withoutSlash(authority),
            AttestedAuthority.HOST,
            authority.getAuthority());
  }

  private static String withoutSlash(URI uri) {
    return uri.toString().replaceFirst("/$", "");
  }

  private static String quotable(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
