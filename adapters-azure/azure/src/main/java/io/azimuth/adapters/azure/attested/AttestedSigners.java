package io.azimuth.adapters.azure.attested;

import io.azimuth.domain.azure.id.BuiltInIssuers;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.InvalidSettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who signs documents, cloud by cloud: the hosts of the built-in clouds are fixed, others are named
 * by the configuration, as are further certificates.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service#signature-validation-guidance">Signature
 *     validation guidance</a>
 */
public final class AttestedSigners {

  private static final Map<String, String> HOSTS =
      Map.of(
          AsciiCase.fold(BuiltInIssuers.PUBLIC), "metadata.azure.com",
          AsciiCase.fold(BuiltInIssuers.US_GOVERNMENT), "metadata.azure.us",
          AsciiCase.fold(BuiltInIssuers.CHINA), "metadata.azure.cn");

  /** Where the certificates of the authorities of Microsoft and DigiCert are published. */
  private static final IssuerHosts PUBLISHERS =
      IssuerHosts.of(
          List.of("www.microsoft.com", "caissuers.microsoft.com", "cacerts.digicert.com"));

  /** The built-in clouds, with the certificates of the JDK. */
  public static final AttestedSigners BUILT_IN = new AttestedSigners(Map.of(), Map.of());

  private final Map<String, String> hosts = new HashMap<>(HOSTS);
  private final Map<String, List<X509Certificate>> certificates = new HashMap<>();
  private final Map<String, IssuerHosts> issuerHosts = new HashMap<>();

  /**
   * Reads the files. Missing certificates are fetched for built-in clouds only.
   *
   * @param hosts the host of the signers of further clouds, by the name of the cloud
   * @param files PEM files with certificates by the name of the cloud: those that sign themselves
   *     are the only roots in place of those of the JDK, the others may be on the way to a root
   * @throws InvalidSettingsException naming {@code attested_ca_file} when one cannot be read
   */
  public AttestedSigners(Map<String, String> hosts, Map<String, Path> files) {
    this(hosts, files, Map.of());
  }

  /**
   * The same.
   *
   * @param issuerHosts where missing certificates may be fetched, by the name of the cloud: hosts,
   *     with a port where it is not the usual one; none means nowhere
   * @throws InvalidSettingsException naming {@code attested_ca_file} when one cannot be read
   */
  public AttestedSigners(
      Map<String, String> hosts, Map<String, Path> files, Map<String, List<String>> issuerHosts) {
    HOSTS.keySet().forEach(cloud -> this.issuerHosts.put(cloud, PUBLISHERS));
    issuerHosts.forEach(
        (cloud, some) -> this.issuerHosts.put(AsciiCase.fold(cloud), IssuerHosts.of(some)));
    hosts.forEach((cloud, host) -> this.hosts.put(AsciiCase.fold(cloud), host));
    files.forEach((cloud, file) -> certificates.put(AsciiCase.fold(cloud), read(file)));
  }

  /** Whom the cloud trusts; empty when it is not configured who signs its documents. */
  Optional<AttestedTrust> of(String cloud) {
    return Optional.ofNullable(hosts.get(cloud)).map(host -> trust(host, cloud));
  }

  /** Where certificates that are missing for that cloud may be fetched. */
  IssuerHosts issuerHosts(String cloud) {
    return issuerHosts.getOrDefault(cloud, IssuerHosts.NONE);
  }

  private AttestedTrust trust(String host, String cloud) {
    List<X509Certificate> own = certificates.getOrDefault(cloud, List.of());
    Set<X509Certificate> roots = new HashSet<>(own);
    roots.removeIf(one -> !signsItself(one));
    List<X509Certificate> between = own.stream().filter(one -> !signsItself(one)).toList();
    return new AttestedTrust(
        new SignerHosts(host), roots.isEmpty() ? AzureRoots.ofRuntime() : roots, between);
  }

  private static boolean signsItself(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static List<X509Certificate> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (all.isEmpty()) {
        throw new InvalidSettingsException("attested_ca_file", "has no certificate: " + file);
      }
      return all;
    } catch (IOException | CertificateException e) {
      throw new InvalidSettingsException(
          "attested_ca_file", "cannot be read as PEM certificates: " + file);
    }
  }
}
