/** Which rights in Azure the server needs, which it has, and which of these nothing needs. */
package io.azimuth.domain.azure.rights;
