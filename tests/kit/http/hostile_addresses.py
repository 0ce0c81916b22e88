"""Addresses that lead inside, or that are no plain web address; and the names among them."""

from __future__ import annotations

INSIDE = [
    "127.0.0.1", "127.255.255.254", "0", "0.0.0.0", "localhost", "10.0.0.1", "10.255.255.255",
    "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
    "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127。0。0。1",
    "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "3232235521", "0xc0a80001", "0xa9fea9fe",
    "[::]", "[::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
    "[::ffff:10.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:101:101::80ff:fffe]",
    "[2001:db8::1]", "[3fff::1]", "[100::1]", "[5f00::1]", "[2a00::5efe:a00:1]",
    "127.0.0.1.", "LOCALHOST", "ｌｏｃａｌｈｏｓｔ", "0x7f.0.0.1", "0177.1", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::ffff:0:7f00:1]", "[fec0::1]", "[2001::1]", "[2001:db8:85a3::8a2e:370:7334]", "[2002:c0a8:101::1]",
    "[64:ff9b::a9fe:a9fe]", "[2001:0:a00:1::1]", "[2a00::200:5efe:c0a8:101]", "[ff0e::1]", "[4000::1]",
    "metadata.google.internal", "inside.example", "mixed.example", "mixed-v6.example", "mapped.example",
    "tunnel.example", "printer.local", "link.example",
]  # fmt: skip
TABLE = {
    "localhost": [["127.0.0.1", "::1"]],
    "inside.example": [["10.1.2.3"]],
    "mixed.example": [["1.1.1.1", "192.168.1.1"]],
    "mapped.example": [["::ffff:169.254.169.254"]],
    "metadata.google.internal": [["169.254.169.254"]],
    "mixed-v6.example": [["2606:4700::1111", "fd00::1"]],
    "tunnel.example": [["64:ff9b::7f00:1"]],
    "printer.local": [["192.168.0.9"]],
    "link.example": [["fe80::1%eth0"]],
    "outside.example": [["1.1.1.1"]],
}
WRONG = [
    "http://outside.example:22/", "http://outside.example:25/", "http://outside.example:6379/",
    "https://outside.example:5432/", "http://outside.example:0/", "http://outside.example:8080/",
    "file:///etc/passwd", "gopher://outside.example/", "ftp://outside.example/", "data:text/html,x",
    "javascript:alert(1)", "//outside.example/", "outside.example", "", "http://", "http:///path",
    "http://user@outside.example/", "http://user:word@outside.example/", "http://outside.example@127.0.0.1/",
    "http://a\\@outside.example/", "http:\\\\outside.example/", "http://outside\t.example/",
    "http://outside.example/\r\nHost: inside", "http://outside.example\x00.inside/", "http://out side.example/",
    "http://outside.example\u200b/", "http://outside..example/", "http://[outside.example]/", "http://[::1",
    "http://outside.example:99999/", "http://outside.example:abc/", "http://" + "a" * 300 + ".example/",
    "http://outside.example/" + "a" * 9000,
    "http://outside.example:11211:80/", "http://1.1.1.1 &@2.2.2.2# @3.3.3.3/", "http://outside.example;@127.0.0.1/",
    "http://outside.example%2f@127.0.0.1/", "http://outside.example%00.inside/", "http://:80/", "http://@/",
    "http://outside.example:@127.0.0.1/", "http:/\\127.0.0.1/", "http://\u202eoutside.example/",
    "http://outside\uff0fexample/", "http://outside.example:80:80@127.0.0.1/", "ws://outside.example/",
    "ldap://outside.example/", "dict://outside.example:11211/", "jar:http://outside.example!/", "blob:x",
    "view-source:http://outside.example/", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "http://-/",
]  # fmt: skip
