package io.azimuth.adapters.azure.attested;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A PKCS #7 structure with content, exactly one signer and the certificate of that signer. Nothing
 * of it is verified.
 *
 * @param signer the signature and its algorithms
 * @param certificate the certificate that the signer names
 * @param others the further certificates of the structure
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5652#section-5">RFC 5652, section 5</a>
 */
record SignedContent(
    ASN1OctetString octets,
    SignerInfo signer,
    X509Certificate certificate,
    List<X509Certificate> others) {

  /** How many certificates are read; the chain of Azure has three. */
  static final int MAX_CERTIFICATES = 8;

  SignedContent {
    others = List.copyOf(others);
  }

  byte[] content() {
    return octets.getOctets();
  }

  static SignedContent read(byte[] der) throws RejectedDocumentException {
    try {
      return read(SignedData.getInstance(signedData(der)));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // The library reports what is malformed by all of these.
      throw new RejectedDocumentException("it is not a PKCS #7 structure of signed data", e);
    }
  }

  private static ASN1Encodable signedData(byte[] der)
      throws IOException, RejectedDocumentException {
    ASN1InputStream in = new ASN1InputStream(der, true);
    ASN1Primitive whole = in.readObject();
    if (in.readObject() != null) {
      throw new RejectedDocumentException("something follows the PKCS #7 structure");
    }
    ContentInfo info = ContentInfo.getInstance(whole);
    if (info == null || !CMSObjectIdentifiers.signedData.equals(info.getContentType())) {
      throw new RejectedDocumentException("it is not a PKCS #7 structure of signed data");
    }
    return info.getContent();
  }

  private static SignedContent read(SignedData data) throws IOException, RejectedDocumentException {
    ContentInfo enclosed = data.getEncapContentInfo();
    if (!CMSObjectIdentifiers.data.equals(enclosed.getContentType())
        || !(enclosed.getContent() instanceof ASN1OctetString content)) {
      throw new RejectedDocumentException("the signature has no content");
    }
    ASN1Set signers = data.getSignerInfos();
    if (signers.size() != 1) {
      throw new RejectedDocumentException("it has " + signers.size() + " signers, not one");
    }
    SignerInfo signer = SignerInfo.getInstance(signers.getObjectAt(0));
    List<X509Certificate> certificates = certificates(data.getCertificates());
    X509Certificate own = certificateOf(signer, certificates);
    certificates.remove(own);
    return new SignedContent(content, signer, own, certificates);
  }

  private static List<X509Certificate> certificates(ASN1Set set)
      throws IOException, RejectedDocumentException {
    if (set == null) {
      throw new RejectedDocumentException("it has no certificate");
    }
    if (set.size() > MAX_CERTIFICATES) {
      throw new RejectedDocumentException("it has more than " + MAX_CERTIFICATES + " certificates");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (ASN1Encodable one : set) {
      byte[] encoded = one.toASN1Primitive().getEncoded(ASN1Encoding.DER);
      try {
        X509Certificate certificate =
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded));
        if (!BoundedKey.isIn(certificate)) {
          throw new RejectedDocumentException("a certificate in it has a key that is not used");
        }
        certificates.add(certificate);
      } catch (CertificateException e) {
        throw new RejectedDocumentException("a certificate in it cannot be read", e);
      }
    }
    return certificates;
  }

  private static X509Certificate certificateOf(
      SignerInfo signer, List<X509Certificate> certificates) throws RejectedDocumentException {
    ASN1Encodable id = signer.getSID().getId();
    if (signer.getSID().isTagged()) {
      throw new RejectedDocumentException("its signer is not named by issuer and serial number");
    }
    IssuerAndSerialNumber named = IssuerAndSerialNumber.getInstance(id);
    BigInteger serial = named.getSerialNumber().getValue();
    for (X509Certificate certificate : certificates) {
      X500Name issuer = X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
      if (certificate.getSerialNumber().equals(serial) && issuer.equals(named.getName())) {
        return certificate;
      }
    }
    throw new RejectedDocumentException("the certificate of its signer is not in it");
  }
}
