/** Azure's names, what a token of Entra ID says, and who may log in with one. */
package io.azimuth.domain.azure.login;
