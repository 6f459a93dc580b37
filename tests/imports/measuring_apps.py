"""Files as measuring apps write them, with invented places, phones and figures."""

CRADLEPOINT = """\
Time,Lat,Lon,Carrier,Cell ID,Band,RSSI,SINR,RSRP,RSRQ,Download,Upload,Latency
2026-05-17 09:12:44,22.62924,105.34808,Viettel,84213761,LTE B3,-71,4.2,-101,-12,18.4,6.1,48
2026-05-17 09:14:02,22.63011,105.34790,VinaPhone,N/A,LTE B8,-93,-3.0,-118,-17.5,0.7,0.1,312
2026-05-17 09:15:40,22.63102,105.34655,MobiFone,-,-,-,-,-,-,-,-,-
,,,MobiFone,-,-,-,-,-,-,-,-,-
"""

I_SPEED = """\
Kết quả đo i-Speed;;;;;;;;
Xuất ngày 18/05/2026;;;;;;;;

Thời gian;Nhà mạng;Loại mạng;Tải xuống (Mbps);Tải lên (Mbps);Ping (ms);Vĩ độ;Kinh độ;Thiết bị
(1);(2);(3);(4);(5);(6);(7);(8);(9)
17/05/2026 09:12:44;Viettel;4G;32,5;10,25;41;22,62924;105,34808;Máy của Lò Văn Páo
17/05/2026 02:05:10 CH;VNPT;3G;1,5;0,35;180;22,63011;105,34790;Máy của Lò Văn Páo
18/05/2026;iTel;4G+;1.032,5;10;1.041;22,63102;105,34655;Máy của Lò Văn Páo
Trung bình;;;355,5;6,9;420;;;
"""

SPEEDTEST_PHONE = """\
Date,ConnType,Lat,Lon,Download,Upload,Latency,ServerName,InternalIp,ExternalIp
"5/17/2026 9:12 AM",Lte,22.62924,105.34808,18450,6120,48,"Ha Noi, Mau",10.9.8.7,203.0.113.9
"5/17/2026 12:05 AM",Wifi,22.62924,105.34808,95000,40000,7,"Ha Noi, Mau",10.9.8.7,203.0.113.9
"5/3/2026 1:30 PM",Nr,22.63011,105.34790,150300,30100,21,"Ha Noi, Mau",10.9.8.7,203.0.113.9
"""

G_NETTRACK = (
    "Timestamp\tLongitude\tLatitude\tSpeed\tOperatorname\tOperator\tCGI\tCellname\tNode\tCELLID\tLAC\tNetworkTech\t"
    "NetworkMode\tLevel\tQual\tSNR\tLTERSSI\tDL_bitrate\tUL_bitrate\tAltitude\tAccuracy\tLocation\tPINGAVG\tPINGMIN\t"
    "TESTDOWNLINK\tTESTUPLINK\tNTech1\tNCellid1\n"
    "2026.05.17_09.12.44\t105.34808\t22.62924\t0\tViettel\t45204\t45204321101\tX\t321\t101\t41\t4G\tLTE\t-108\t-13\t2\t"
    "-81\t12\t3\t640\t6\ti\t55\t40\t4210\t870\t4G\t9\n"
    "2026.05.17_09.13.44\t105.34811\t22.62930\t0\tViettel\t45204\t4520412\tX\t12\t12\t41\t3G\tHSPA+\t-95\t-9\t\t"
    "\t12\t3\t640\t6\to\t155\t140\t-\t-\t3G\t9\n"
)

OPENCELLID = """\
mcc,mnc,lac,cellid,lon,lat,signal,measured_at,rating,speed,act,asu
452,4,41,84213761,105.34808,22.62924,-108,1778983964000,5.0,0,LTE,2147483647
452,02,41,991,105.34790,22.63011,2147483647,1778983964,5.0,0,LTE,30
452,01,41,992,105.34655,22.63102,-90,1778983964,5.0,0,GSM,12
460,00,41,993,105.34655,23.93102,110,1778983964,5.0,0,LTE,
"""

RADAR = """\
tested_at,latitude_before,longitude_before,accuracy_before,altitude_before,latitude_after,network_type,network_location,\
rssi,download_speed_mbps,upload_speed_mbps,ping_ms,device_model
2026-05-17T02:12:44Z,22.62924,105.34808,12.4,640,22.7,cellular 4G,indoor,-70,3.25,1.5,77,Mau X
2026-05-17T09:12:44+07:00,22.62924,105.34808,12.4,640,22.7,wifi,outdoor,-70,30,15,7,Mau X
"""

FCC = """\
Test ID,Timestamp (UTC),Device Make,Device Model,Provider Name,Technology,Start Latitude,Start Longitude,End Latitude,\
End Longitude,RSRP (dBm),Cell ID,Download Speed (kbps),Upload Speed (kbps),Latency (ms),Location
1,2026-05-17 02:12:44,Hang,Mau X,Vietnamobile,5G NSA,105.34808,22.62924,105.4,22.7,101,77,"85,000","1,250.5",33,Indoor
2,2026-05-17 02:13:44,Hang,Mau X,Vietnamobile,No service,105.34808,22.62924,105.4,22.7,,,,,,Outdoor
"""
