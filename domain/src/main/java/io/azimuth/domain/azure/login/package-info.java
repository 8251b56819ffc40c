/** Names and ids of Azure, the claims of a token of Entra ID, and the rules of roles and logins. */
package io.azimuth.domain.azure.login;
