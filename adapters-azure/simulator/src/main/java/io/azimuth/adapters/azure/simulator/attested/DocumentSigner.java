package io.azimuth.adapters.azure.simulator.attested;

import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * Signs documents as Azure does: RSA with SHA-256, without signed attributes, and with the
 * algorithm of the signature in the place of the algorithm of the hash. The certificate of the
 * signer alone comes with each document. The key is made at the first one.
 */
public final class DocumentSigner {

  private static final AlgorithmIdentifier SHA256_RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private final AttestedAuthority authority;
  private final Supplier<TokenSigningKey> keys;
  private final URI authorityAddress;
  private Optional<Signer> signer = Optional.empty();

  private record Signer(TokenSigningKey key, X509Certificate certificate) {}

  /**
   * A signer of that authority.
   *
   * @param authorityAddress where the certificate of the authority is
   */
  public DocumentSigner(
      AttestedAuthority authority, Supplier<TokenSigningKey> keys, URI authorityAddress) {
    this.authority = authority;
    this.keys = keys;
    this.authorityAddress = authorityAddress;
  }

  /** The PKCS #7 structure with that content, in DER. */
  public byte[] sign(byte[] content) {
    Signer own = signer();
    try {
      Certificate certificate = Certificate.getInstance(own.certificate().getEncoded());
      SignerInfo info =
          new SignerInfo(
              new SignerIdentifier(new IssuerAndSerialNumber(certificate)),
              SHA256_RSA,
              (DERSet) null,
              RSA,
              new DEROctetString(signature(own, content)),
              (DERSet) null);
      SignedData signed =
          new SignedData(
              new DERSet(SHA256_RSA),
              new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(content)),
              new DERSet(certificate),
              null,
              new DERSet(info));
      return new ContentInfo(CMSObjectIdentifiers.signedData, signed).getEncoded(ASN1Encoding.DER);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot sign documents", e);
    }
  }

  private static byte[] signature(Signer own, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(own.key().privateKey());
    signature.update(content);
    return signature.sign();
  }

  private synchronized Signer signer() {
    Signer own =
        signer.orElseGet(
            () -> {
              TokenSigningKey key = keys.get();
              return new Signer(key, authority.certify(key, authorityAddress));
            });
    signer = Optional.of(own);
    return own;
  }
}
